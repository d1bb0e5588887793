package com.example.messages.application;

import com.example.messages.application.port.in.BulkUseCase;
import com.example.messages.application.port.in.SendMessageUseCase;
import com.example.messages.application.port.in.SendMessageUseCase.SendMessage;
import com.example.messages.application.port.out.Consumers;
import com.example.messages.domain.MessageType;
import java.time.Duration;
import java.util.Map;
import java.util.stream.IntStream;
import lombok.RequiredArgsConstructor;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/** In order, and so many in one transaction: what a failure leaves is the first of them. */
@Service
@RequiredArgsConstructor
class BulkService implements BulkUseCase {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final int TOGETHER = 50;

    /** So many that they meet on every partition. */
    private static final int RECEIVERS = 100;

    private final SendMessageUseCase sending;
    private final Consumers consumers;
    private final TransactionOperations transaction;

    @Override
    public Bulk send(String person, int count, boolean awaitHandled) {
        var start = System.nanoTime();
        for (var first = 0; first < count; first += TOGETHER) {
            var some = IntStream.range(first, Math.min(count, first + TOGETHER));
            transaction.executeWithoutResult(
                    _ -> some.forEach(it -> sending.send(message(person, it))));
        }
        var sent = System.nanoTime();
        var isHandled = awaitHandled && consumers.awaitHandled(PATIENCE);
        var handled = System.nanoTime();
        return new Bulk(
                count,
                Duration.ofNanos(sent - start),
                isHandled ? Duration.ofNanos(handled - sent) : null);
    }

    private static SendMessage message(String person, int number) {
        return new SendMessage(
                person,
                "bulk-" + number % RECEIVERS,
                "Message " + number,
                MessageType.INFO,
                "bulk",
                Map.of());
    }
}
