package com.example.letters;

import dev.orderflow.events.EventPublisher;
import dev.orderflow.events.EventSubscriber;
import dev.orderflow.events.Subscriptions;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

// region letters
@Service
class Letters implements EventSubscriber {
    private final EventPublisher events;
    private final JdbcClient jdbc;

    Letters(EventPublisher events, JdbcClient jdbc) {
        this.events = events;
        this.jdbc = jdbc;
    }

    @Transactional
    public void write(String receiver, String text) {
        events.publish(new LetterWritten(receiver, text));
    }

    @Override
    public void subscribe(Subscriptions to) {
        to.on(
                LetterWritten.class,
                (letter, _) ->
                        jdbc.sql("insert into letter (receiver, text) values (?, ?)")
                                .params(letter.receiver(), letter.text())
                                .update());
    }
}
// endregion
