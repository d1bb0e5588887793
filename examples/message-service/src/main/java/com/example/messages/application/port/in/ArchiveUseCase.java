package com.example.messages.application.port.in;

import com.example.messages.domain.Message;
import java.time.Instant;

/** Keeps deleted messages for a while. */
public interface ArchiveUseCase {

    void keep(Message message, String deletedBy, Instant deletedAt);

    /** Forgets those that were kept long enough; returns how many. */
    int purge();
}
