package com.example.messages.adapter.in.scheduling;

import com.example.messages.application.port.in.ArchiveUseCase;
import com.example.messages.application.port.in.PushUseCase;
import java.util.function.IntSupplier;
import lombok.RequiredArgsConstructor;
import lombok.extern.slf4j.Slf4j;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Forgets what was kept long enough, in steps small enough that nobody waits for them. */
@Slf4j
@Component
@RequiredArgsConstructor
class PurgeJob {

    private final ArchiveUseCase archive;
    private final PushUseCase pushes;

    // At a fixed rate, which has a thread for each run: this may take long, and tasks with a fixed
    // delay share one thread.
    @Scheduled(
            fixedRateString = "${app.messages.purge-interval:PT10M}",
            initialDelayString = "PT1M")
    void purge() {
        purge("archived messages", archive::purge);
        purge("settled pushes", pushes::purge);
    }

    private static void purge(String what, IntSupplier step) {
        var purged = 0;
        int now;
        do {
            now = step.getAsInt();
            purged += now;
        } while (now > 0);
        if (purged > 0) {
            log.info("Purged {} {}", purged, what);
        }
    }
}
