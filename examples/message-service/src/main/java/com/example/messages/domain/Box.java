package com.example.messages.domain;

/** Which of a person's messages. */
public enum Box {
    INBOX,
    SENT,
    /** Those in the inbox of senders who matter. */
    PRIORITY
}
