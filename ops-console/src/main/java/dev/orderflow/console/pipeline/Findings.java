package dev.orderflow.console.pipeline;

import dev.orderflow.console.pipeline.Sample.Finding;
import dev.orderflow.console.pipeline.Sample.Flow;
import dev.orderflow.console.pipeline.Sample.Invariants;
import dev.orderflow.console.pipeline.Sample.Orders;
import dev.orderflow.console.pipeline.Sample.ServiceState;
import dev.orderflow.console.pipeline.Sample.Severity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is not as it should be; the limits are those of monitoring/prometheus/alerts.yml. */
final class Findings {

    private static final long LAG_TO_LOOK_AT = 1000;
    private static final long LAG_THAT_IS_BAD = 5000;
    private static final double OUTBOX_SECONDS = 30;
    private static final double OUTBOX_SECONDS_THAT_ARE_BAD = 300;

    private final List<Finding> found = new ArrayList<>();

    private Findings() {}

    /** The worst first; none where all is well. */
    static List<Finding> in(
            @Nullable Integer brokers,
            List<ServiceState> services,
            List<Flow> flows,
            Orders orders,
            Invariants invariants) {
        var findings = new Findings();
        if (brokers == null) {
            findings.add(Severity.BAD, "broker-away", "kafka", "", 0);
        }
        services.forEach(findings::lookAt);
        flows.forEach(findings::lookAt);
        if (orders.pastDeadline() > 0) {
            findings.add(Severity.BAD, "orders-late", "order-service", "", orders.pastDeadline());
        }
        invariants
                .breaches()
                .forEach(
                        (invariant, breaches) -> {
                            if (breaches > 0) {
                                findings.add(Severity.BAD, "breach", invariant, "", breaches);
                            }
                        });
        findings.found.sort(Comparator.comparing(Finding::severity));
        return List.copyOf(findings.found);
    }

    private void lookAt(ServiceState service) {
        switch (service.health()) {
            case AWAY -> add(Severity.BAD, "service-away", service.name(), "", 0);
            case NOT_READY -> add(Severity.BAD, "service-not-ready", service.name(), "", 0);
            case UP -> {
                if (!service.known()) {
                    add(Severity.WARN, "figures-refused", service.name(), "", 0);
                }
                if (!service.listening()) {
                    add(Severity.BAD, "not-listening", service.name(), "", 0);
                }
            }
        }
        if (service.stoppedPartitions() > 0) {
            add(Severity.BAD, "stopped", service.name(), "", service.stoppedPartitions());
        }
        if (service.outboxAge() > OUTBOX_SECONDS) {
            add(
                    service.outboxAge() > OUTBOX_SECONDS_THAT_ARE_BAD
                            ? Severity.BAD
                            : Severity.WARN,
                    "outbox-waits",
                    service.name(),
                    "",
                    service.outboxAge());
        }
        if (service.deadLetters() > 0) {
            add(Severity.WARN, "dead-letters", service.name(), "", service.deadLetters());
        }
    }

    private void lookAt(Flow flow) {
        for (var consumer : flow.consumers()) {
            if (consumer.lag() > LAG_TO_LOOK_AT) {
                add(
                        consumer.lag() > LAG_THAT_IS_BAD ? Severity.BAD : Severity.WARN,
                        "lag",
                        consumer.service(),
                        flow.topic(),
                        consumer.lag());
            }
            if (consumer.retrying() > 0) {
                add(
                        Severity.WARN,
                        "retrying",
                        consumer.service(),
                        flow.topic(),
                        consumer.retrying());
            }
        }
    }

    private void add(Severity severity, String kind, String subject, String detail, double value) {
        found.add(new Finding(severity, kind, subject, detail, value));
    }
}
