package com.example.messages.adapter.out.persistence;

import static com.example.messages.adapter.out.persistence.Columns.bytes;

import com.example.messages.application.port.out.Statistics;
import com.example.messages.domain.DailyCount;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
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

    private final JdbcClient jdbc;

    @Override
    public void sent(UUID messageId, String sender, String receiver, LocalDate day) {
        jdbc.sql(
                        """
                        insert into counted_message (message_id, sender, receiver, sent_on)
                        values (:id, :sender, :receiver, :day)
                        on duplicate key update
                          sender = values(sender), receiver = values(receiver), sent_on = values(sent_on)""")
                .param("id", bytes(messageId))
                .param("sender", sender)
                .param("receiver", receiver)
                .param("day", day)
                .update();
    }

    @Override
    public void read(UUID messageId, LocalDate day) {
        jdbc.sql(
                        """
                        insert into counted_message (message_id, read_on) values (:id, :day)
                        on duplicate key update read_on = values(read_on)""")
                .param("id", bytes(messageId))
                .param("day", day)
                .update();
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
