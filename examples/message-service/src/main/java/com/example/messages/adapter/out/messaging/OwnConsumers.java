package com.example.messages.adapter.out.messaging;

import com.example.messages.application.port.out.Consumers;
import dev.orderflow.events.ConsumerProgress;
import java.time.Duration;
import lombok.RequiredArgsConstructor;
import org.springframework.stereotype.Component;

@Component
@RequiredArgsConstructor
class OwnConsumers implements Consumers {

    private final ConsumerProgress progress;

    @Override
    public boolean awaitHandled(Duration patience) {
        return progress.awaitHandled(patience);
    }
}
