package com.example.messages.adapter.out.persistence;

import static com.example.messages.adapter.out.persistence.Columns.bytes;
import static java.util.Comparator.comparing;

import com.example.messages.application.port.out.Statistics;
import com.example.messages.domain.DailyCount;
import dev.orderflow.events.TransactionWrites;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * One row a message, which either event completes: neither order nor repetition changes a count,
 * and no two transactions wait for the row of a day. A day is counted when it is asked for, by an
 * index alone.
 */
@Repository
@RequiredArgsConstructor
class JdbcStatistics implements Statistics {

    private static final String BETWEEN =
            """
            select day, sum(sent) as sent, sum(was_read) as was_read, sum(senders) as senders, sum(receivers) as receivers
            from (select sent_on as day, count(*) as sent, 0 as was_read,
                         count(distinct sender) as senders, count(distinct receiver) as receivers
                  from counted_message where sent_on between :from and :to group by sent_on
                  union all
                  select read_on, 0, count(*), 0, 0
                  from counted_message where read_on between :from and :to group by read_on) daily
            group by day order by day""";

    private static final String COMPLETE =
            """
            insert into counted_message (message_id, sender, receiver, sent_on, read_on) values (?, ?, ?, ?, ?)
            on duplicate key update
              sender = coalesce(values(sender), sender), receiver = coalesce(values(receiver), receiver),
              sent_on = coalesce(values(sent_on), sent_on), read_on = coalesce(values(read_on), read_on)""";

    private final JdbcClient jdbc;
    private final JdbcOperations batches;
    private final TransactionWrites<Fact> facts = new TransactionWrites<>(this::write);

    /** What an event says of a message; null is what it does not know. */
    private record Fact(
            UUID messageId,
            @Nullable String sender,
            @Nullable String receiver,
            @Nullable LocalDate sentOn,
            @Nullable LocalDate readOn) {}

    @Override
    public void sent(UUID messageId, String sender, String receiver, LocalDate day) {
        facts.add(new Fact(messageId, sender, receiver, day, null));
    }

    @Override
    public void read(UUID messageId, LocalDate day) {
        facts.add(new Fact(messageId, null, null, null, day));
    }

    /** Everybody takes the rows in one order: two that meet wait, and do not deadlock. */
    private void write(List<Fact> some) {
        var ordered = some.stream().sorted(comparing(Fact::messageId)).toList();
        batches.batchUpdate(
                COMPLETE,
                ordered,
                ordered.size(),
                (row, fact) -> {
                    row.setBytes(1, bytes(fact.messageId));
                    row.setString(2, fact.sender);
                    row.setString(3, fact.receiver);
                    row.setObject(4, fact.sentOn);
                    row.setObject(5, fact.readOn);
                });
    }

    @Override
    public List<DailyCount> between(LocalDate from, LocalDate to) {
        return jdbc.sql(BETWEEN)
                .param("from", from)
                .param("to", to)
                .query(
                        (row, _) ->
                                new DailyCount(
                                        row.getObject("day", LocalDate.class),
                                        row.getLong("sent"),
                                        row.getLong("was_read"),
                                        row.getLong("senders"),
                                        row.getLong("receivers")))
                .list();
    }
}
