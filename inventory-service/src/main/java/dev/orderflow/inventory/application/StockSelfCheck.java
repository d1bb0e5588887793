package dev.orderflow.inventory.application;

import dev.orderflow.inventory.application.port.out.StockAudit;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import lombok.extern.slf4j.Slf4j;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Counts the products whose stock does not add up, by looking at some of them each minute. It sees
 * what this service can see alone and cheaply; {@code ./orderflow verify} sees the rest.
 */
@Slf4j
@Component
class StockSelfCheck {

    static final int PRODUCTS_A_LOOK = 1_000;

    private final StockAudit audit;
    private final Set<Long> broken = ConcurrentHashMap.newKeySet();
    private long seen;

    StockSelfCheck(StockAudit audit, MeterRegistry meters) {
        this.audit = audit;
        Gauge.builder("invariant.breaches", broken, Set::size)
                .description("Products whose stock does not add up")
                .tag("invariant", "I2")
                .register(meters);
    }

    @Scheduled(fixedDelayString = "PT60S", initialDelayString = "PT10S")
    synchronized void look() {
        var findings = audit.after(seen, PRODUCTS_A_LOOK);
        for (var finding : findings) {
            if (finding.addsUp()) {
                broken.remove(finding.productId());
            } else if (broken.add(finding.productId())) {
                log.error("The stock of product {} does not add up", finding.productId());
            }
        }
        // After the last one, from the first again.
        seen = findings.size() < PRODUCTS_A_LOOK ? 0 : findings.getLast().productId();
    }
}
