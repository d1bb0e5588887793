package com.example.messages.application;

import static java.util.stream.Collectors.groupingBy;

import com.example.messages.application.port.in.PushUseCase;
import com.example.messages.application.port.out.Browsers;
import com.example.messages.application.port.out.PushGateway;
import com.example.messages.application.port.out.PushQueue;
import com.example.messages.domain.Push;
import com.example.messages.domain.PushAnswer;
import com.example.messages.domain.PushAnswer.Accepted;
import com.example.messages.domain.PushAnswer.NotReached;
import com.example.messages.domain.PushAnswer.Refused;
import com.example.messages.domain.PushAnswer.Unclear;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import lombok.extern.slf4j.Slf4j;
import org.springframework.stereotype.Service;

/**
 * News wait in a queue of the database for a moment, so that whichever instance has the receiver's
 * browser can show them; then any instance asks the gateway. Browsers and gateway are asked outside
 * of any transaction: each method of the queue is one of its own.
 */
@Slf4j
@Service
@RequiredArgsConstructor
class PushService implements PushUseCase {

    private static final int BATCH = 50;

    /**
     * Longer than the gateway can take for a whole batch that it answers in time, and than it takes
     * until it is known whether a browser has shown something.
     */
    private static final Duration CLAIM = Duration.ofMinutes(5);

    /** For who asks why somebody was not told. */
    private static final Duration KEPT = Duration.ofDays(7);

    private static final int STEP = 500;
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(10);

    private final PushQueue queue;
    private final Browsers browsers;
    private final PushGateway gateway;
    private final MessageSettings settings;
    private final Clock clock;

    @Override
    public void messageArrived(UUID messageId, String receiver, String content) {
        queue.add(
                new Push(messageId, receiver, "message", messageId, content, 0),
                clock.instant().plus(settings.browserTime()));
    }

    @Override
    public void showInBrowsers() {
        var people = browsers.people();
        if (people.isEmpty()) {
            return;
        }
        var claimed = queue.claimFor(people, clock.instant().plus(CLAIM), BATCH);
        claimed.forEach(this::showInBrowser);
    }

    /** Waits for no browser: what none has shown goes to the gateway when that is known. */
    private void showInBrowser(Push push) {
        browsers.show(push)
                .thenAccept(
                        isShown -> {
                            if (isShown) {
                                queue.done(List.of(push));
                            } else {
                                queue.again(push, clock.instant(), "no browser has shown it");
                            }
                        })
                .whenComplete(
                        (_, failed) -> {
                            if (failed != null) { // its claim will end
                                log.warn("Push {} waits: {}", push.id(), failed.toString());
                            }
                        });
    }

    @Override
    public void sendToGateway() {
        List<Push> claimed;
        do {
            var now = clock.instant();
            claimed = queue.claimDue(now, now.plus(CLAIM), BATCH);
            claimed.stream().collect(groupingBy(this::send)).forEach(this::settle);
        } while (claimed.size() == BATCH);
    }

    private PushAnswer send(Push push) {
        var isStale = push.kind().equals("read");
        return isStale ? new Refused("nobody waits for it") : gateway.push(push);
    }

    @Override
    public int purge() {
        return queue.removeSettledBefore(clock.instant().minus(KEPT), STEP);
    }

    /** Those that were answered alike, at once. */
    private void settle(PushAnswer answer, List<Push> pushes) {
        switch (answer) {
            case Accepted() -> queue.done(pushes);
            case Refused(var reason) -> queue.givenUp(pushes, reason);
            case NotReached(var reason) -> pushes.forEach(push -> later(push, reason));
            case Unclear(var reason) -> pushes.forEach(push -> later(push, reason));
        }
    }

    private void later(Push push, String reason) {
        if (push.attempts() >= settings.mostPushes()) {
            log.warn(
                    "Push {} is given up after {} attempts: {}",
                    push.id(),
                    push.attempts(),
                    reason);
            queue.givenUp(List.of(push), reason);
        } else {
            queue.again(push, clock.instant().plus(pause(push.attempts())), reason);
        }
    }

    private Duration pause(int attempts) {
        var doubled = settings.firstPause().multipliedBy(1L << Math.min(attempts - 1, 20));
        return doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
    }
}
