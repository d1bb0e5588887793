package dev.orderflow.payment.adapter.in.metrics;

import dev.orderflow.payment.application.port.in.ReadMoneyUseCase;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import lombok.RequiredArgsConstructor;
import org.springframework.stereotype.Component;

/** Shows how much is not known about customers' money, and for how long already. */
@Component
@RequiredArgsConstructor
class PaymentMeters implements MeterBinder {

    private final ReadMoneyUseCase money;

    @Override
    public void bindTo(MeterRegistry meters) {
        Gauge.builder("payment.unknown", money, it -> it.unknowns().operations())
                .description("Gateway operations that were called and not clearly answered")
                .register(meters);
        Gauge.builder(
                        "payment.unknown.oldest.age",
                        money,
                        it -> it.unknowns().ageOfOldest().toMillis() / 1000.0)
                .description("How long the oldest of them is under way")
                .baseUnit("seconds")
                .register(meters);
    }
}
