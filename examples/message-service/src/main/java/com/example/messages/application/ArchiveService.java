package com.example.messages.application;

import com.example.messages.application.port.in.ArchiveUseCase;
import com.example.messages.application.port.out.Archive;
import com.example.messages.domain.ArchivedMessage;
import com.example.messages.domain.Message;
import java.time.Clock;
import java.time.Instant;
import lombok.RequiredArgsConstructor;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

@Service
@Transactional
@RequiredArgsConstructor
class ArchiveService implements ArchiveUseCase {

    private static final int STEP = 500;

    private final Archive archive;
    private final MessageSettings settings;
    private final Clock clock;

    @Override
    public void keep(Message message, String deletedBy, Instant deletedAt) {
        archive.add(
                new ArchivedMessage(
                        message,
                        deletedBy,
                        deletedAt,
                        deletedAt.plus(settings.archiveRetention())));
    }

    @Override
    public int purge() {
        return archive.removeThoseKeptUntil(clock.instant(), STEP);
    }
}
