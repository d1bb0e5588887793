package com.example.messages.adapter.out.persistence;

import static com.example.messages.adapter.out.persistence.Columns.bytes;
import static com.example.messages.adapter.out.persistence.Columns.instant;
import static com.example.messages.adapter.out.persistence.Columns.utc;

import com.example.messages.application.port.out.Archive;
import com.example.messages.domain.ArchivedMessage;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
@RequiredArgsConstructor
class JdbcArchive implements Archive {

    private final JdbcClient jdbc;

    @Override
    public void add(ArchivedMessage it) {
        Columns.bind(
                        it.message(),
                        jdbc.sql(
                                """
                                insert ignore into archived_message
                                  (message_id, sender, receiver, content, type, source, metadata, sent_at, read_at,
                                   deleted_by, deleted_at, retention_until)
                                values
                                  (:id, :sender, :receiver, :content, :type, :source, :metadata, :sentAt, :readAt,
                                   :deletedBy, :deletedAt, :retentionUntil)"""))
                .param("deletedBy", it.deletedBy())
                .param("deletedAt", utc(it.deletedAt()))
                .param("retentionUntil", utc(it.retentionUntil()))
                .update();
    }

    @Override
    public Optional<ArchivedMessage> find(UUID messageId) {
        return jdbc.sql("select * from archived_message where message_id = :id")
                .param("id", bytes(messageId))
                .query(
                        (row, _) ->
                                new ArchivedMessage(
                                        Columns.message(row),
                                        row.getString("deleted_by"),
                                        Objects.requireNonNull(instant(row, "deleted_at")),
                                        Objects.requireNonNull(instant(row, "retention_until"))))
                .optional();
    }

    @Override
    public int removeThoseKeptUntil(Instant time, int limit) {
        return jdbc.sql(
                        """
                        delete from archived_message where retention_until <= :time
                        order by retention_until limit :limit""")
                .param("time", utc(time))
                .param("limit", limit)
                .update();
    }
}
