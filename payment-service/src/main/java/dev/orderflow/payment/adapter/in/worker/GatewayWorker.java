package dev.orderflow.payment.adapter.in.worker;

import dev.orderflow.payment.application.port.in.RunGatewayOperationsUseCase;
import dev.orderflow.payment.domain.GatewayOperation;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import lombok.RequiredArgsConstructor;
import lombok.extern.slf4j.Slf4j;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Asks the gateway what there is to ask, several operations at a time, each on a thread of its own.
 * Any number of instances can do this side by side. Whatever fails here is found again when its
 * lease has ended.
 */
@Slf4j
@Component
@RequiredArgsConstructor
@EnableConfigurationProperties(WorkerProperties.class)
class GatewayWorker implements SmartLifecycle {

    private static final int PATIENCE_AT_STOP_SECONDS = 10;

    private final RunGatewayOperationsUseCase operations;
    private final WorkBell bell;
    private final WorkerProperties properties;
    private @Nullable Running running;

    @Override
    public synchronized void start() {
        if (running == null) {
            running = new Running();
            running.foreman.start();
        }
    }

    @Override
    public synchronized void stop() {
        if (running != null) {
            running.stop();
            running = null;
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return running != null;
    }

    @Override
    public boolean isAutoStartup() {
        return properties.autoStartup();
    }

    /** From one start to the next stop. */
    private final class Running {

        private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();
        private final Semaphore slots = new Semaphore(properties.parallelCalls());
        private final Thread foreman =
                Thread.ofPlatform().name("gateway-worker").daemon().unstarted(this::work);
        private volatile boolean stopping;

        private void work() {
            while (!stopping) {
                try {
                    if (!takeSome()) {
                        bell.await(properties.pollInterval());
                    }
                } catch (InterruptedException interrupted) {
                    return;
                }
            }
        }

        /**
         * Claims as much as can be called at once, so that no lease runs while its operation waits
         * here.
         */
        private boolean takeSome() throws InterruptedException {
            slots.acquire();
            var free = 1 + slots.drainPermits();
            var claimed = claim(free);
            slots.release(free - claimed.size());
            claimed.forEach(operation -> callers.execute(() -> run(operation)));
            return !claimed.isEmpty();
        }

        private List<GatewayOperation> claim(int most) {
            try {
                return operations.claim(most);
            } catch (RuntimeException | Error failed) {
                log.warn(
                        "Looking for gateway operations failed; trying again: {}",
                        failed.toString());
                return List.of();
            }
        }

        private void run(GatewayOperation operation) {
            try {
                operations.record(operation, operations.ask(operation));
            } catch (RuntimeException | Error failed) {
                log.warn(
                        "Operation {} is left to its next enquiry", operation.id().value(), failed);
            } finally {
                slots.release();
            }
        }

        private void stop() {
            stopping = true;
            bell.ring();
            try {
                foreman.join(TimeUnit.SECONDS.toMillis(PATIENCE_AT_STOP_SECONDS));
                callers.shutdown();
                if (!callers.awaitTermination(PATIENCE_AT_STOP_SECONDS, TimeUnit.SECONDS)) {
                    callers.shutdownNow();
                }
            } catch (InterruptedException interrupted) {
                callers.shutdownNow();
                Thread.currentThread().interrupt();
            }
        }
    }
}
