package com.example.messages.adapter.in.scheduling;

import com.example.messages.application.port.in.PushUseCase;
import java.util.concurrent.locks.ReentrantLock;
import lombok.RequiredArgsConstructor;
import lombok.extern.slf4j.Slf4j;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Looks for news often enough that people call it at once. A look that takes longer than the time
 * to the next is not joined by another.
 */
@Slf4j
@Component
@RequiredArgsConstructor
class PushWorker {

    private final PushUseCase pushes;
    private final ReentrantLock browsers = new ReentrantLock();
    private final ReentrantLock gateway = new ReentrantLock();

    // At a fixed rate, which has a thread for each run: a slow gateway holds up nobody's timer.
    @Scheduled(fixedRateString = "${app.messages.browser-interval:PT0.2S}")
    void showInBrowsers() {
        unlessRunning(browsers, pushes::showInBrowsers);
    }

    @Scheduled(fixedRateString = "${app.messages.gateway-interval:PT0.5S}")
    void sendToGateway() {
        unlessRunning(gateway, pushes::sendToGateway);
    }

    private static void unlessRunning(ReentrantLock lock, Runnable work) {
        if (lock.tryLock()) {
            try {
                work.run();
            } catch (RuntimeException failed) {
                log.warn("News wait: {}", failed.toString());
            } finally {
                lock.unlock();
            }
        }
    }
}
