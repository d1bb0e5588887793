package dev.orderflow.notification.adapter.in.scheduling;

import dev.orderflow.notification.application.port.in.SendMailsUseCase;
import dev.orderflow.notification.application.port.in.SendMailsUseCase.Progress;
import dev.orderflow.notification.application.port.out.MailAlarm;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import lombok.RequiredArgsConstructor;
import lombok.extern.slf4j.Slf4j;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Sends mails as long as there are any, then rests until the alarm rings or the poll interval has
 * passed: the latter for mails that are due again, and for those of instances that have died.
 */
@Slf4j
@Component
@RequiredArgsConstructor
class MailWorker implements MailAlarm, SmartLifecycle {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final SendMailsUseCase mails;
    private final MailWorkerProperties properties;
    private final Semaphore alarm = new Semaphore(0);
    private final Semaphore end = new Semaphore(0);

    private volatile boolean running;
    private Thread thread = Thread.currentThread();

    @Override
    public void ring() {
        if (alarm.availablePermits() == 0) {
            alarm.release();
        }
    }

    private void workUntilStopped() {
        try {
            while (running) {
                switch (sendDue()) {
                    case MORE -> {}
                    case IDLE -> rest(alarm);
                    // No alarm brings the mail server back.
                    case NO_SERVER -> rest(end);
                }
            }
        } catch (InterruptedException interrupted) {
            log.warn("The mail worker was interrupted; mails wait for another instance");
        }
    }

    /** Nothing may end this thread: nobody would notice but the customers. */
    private Progress sendDue() {
        try {
            return mails.sendDue();
        } catch (RuntimeException | Error failed) {
            log.warn("Mails wait, as they cannot be worked on", failed);
            return Progress.NO_SERVER;
        }
    }

    private void rest(Semaphore endedBy) throws InterruptedException {
        if (endedBy.tryAcquire(properties.pollInterval().toMillis(), TimeUnit.MILLISECONDS)) {
            endedBy.drainPermits();
        }
    }

    @Override
    public void start() {
        end.drainPermits();
        running = true;
        thread = Thread.ofPlatform().name("mail-worker").start(this::workUntilStopped);
    }

    /** Lets the worker settle what it has in hand. */
    @Override
    public void stop() {
        running = false;
        end.release();
        ring();
        try {
            thread.join(PATIENCE);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isAutoStartup() {
        return properties.enabled();
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
