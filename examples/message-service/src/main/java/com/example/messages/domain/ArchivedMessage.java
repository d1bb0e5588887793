package com.example.messages.domain;

import java.time.Instant;

/** A message that somebody deleted, and until when it is kept all the same. */
public record ArchivedMessage(
        Message message, String deletedBy, Instant deletedAt, Instant retentionUntil) {}
