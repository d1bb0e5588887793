package com.example.messages.application;

import com.example.messages.application.port.in.ReceiptsUseCase;
import com.example.messages.application.port.out.PushQueue;
import com.example.messages.application.port.out.Receipts;
import com.example.messages.domain.Push;
import com.github.f4b6a3.uuid.UuidCreator;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

@Service
@Transactional
@RequiredArgsConstructor
class ReceiptsService implements ReceiptsUseCase {

    /** After that nobody is surprised any more. */
    private static final Duration NEWS_FOR = Duration.ofMinutes(1);

    private final Receipts receipts;
    private final PushQueue pushes;
    private final Clock clock;

    @Override
    public void read(UUID messageId, String sender, Instant at) {
        if (receipts.add(messageId, sender, at)) {
            var news =
                    new Push(UuidCreator.getTimeOrderedEpoch(), sender, "read", messageId, "", 0);
            pushes.add(news, clock.instant().plus(NEWS_FOR));
        }
    }
}
