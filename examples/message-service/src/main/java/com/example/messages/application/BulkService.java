package com.example.messages.application;

import com.example.messages.application.port.in.BulkUseCase;
import com.example.messages.application.port.in.SendMessageUseCase;
import com.example.messages.application.port.in.SendMessageUseCase.SendMessage;
import com.example.messages.application.port.out.Consumers;
import com.example.messages.domain.MessageType;
import java.time.Duration;
import java.util.Map;
import lombok.RequiredArgsConstructor;
import org.springframework.stereotype.Service;

/** Each message is a transaction of its own, as if it came from outside. */
@Service
@RequiredArgsConstructor
class BulkService implements BulkUseCase {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** So many that they meet on every partition. */
    private static final int RECEIVERS = 100;

    private final SendMessageUseCase sending;
    private final Consumers consumers;

    @Override
    public Bulk send(String person, int count) {
        var start = System.nanoTime();
        for (var number = 0; number < count; number++) {
            sending.send(
                    new SendMessage(
                            person,
                            "bulk-" + number % RECEIVERS,
                            "Message " + number,
                            MessageType.INFO,
                            "bulk",
                            Map.of()));
        }
        var sent = System.nanoTime();
        var isHandled = consumers.awaitHandled(PATIENCE);
        var handled = System.nanoTime();
        return new Bulk(
                count,
                Duration.ofNanos(sent - start),
                isHandled ? Duration.ofNanos(handled - sent) : null);
    }
}
