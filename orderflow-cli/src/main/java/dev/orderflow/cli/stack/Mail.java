package dev.orderflow.cli.stack;

import java.time.Instant;

/** A mail as its reader sees it. */
public record Mail(Instant at, String to, String subject, String text) {}
