package com.example.messages.domain;

/** How much a message matters. */
public enum MessageType {
    INFO,
    WARNING,
    ERROR
}
