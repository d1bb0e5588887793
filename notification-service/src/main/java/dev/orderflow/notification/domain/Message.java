package dev.orderflow.notification.domain;

/** What is said to a customer; plain text, and the subject is one line. */
public record Message(String subject, String text) {}
