package com.example.messages.adapter.out.persistence;

import static com.example.messages.adapter.out.persistence.Columns.bytes;
import static com.example.messages.adapter.out.persistence.Columns.utc;

import com.example.messages.application.port.out.Receipts;
import java.time.Instant;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
@RequiredArgsConstructor
class JdbcReceipts implements Receipts {

    private final JdbcClient jdbc;

    @Override
    public boolean add(UUID messageId, String sender, Instant readAt) {
        return jdbc.sql(
                                """
                                insert ignore into receipt (message_id, sender, read_at)
                                values (:id, :sender, :readAt)""")
                        .param("id", bytes(messageId))
                        .param("sender", sender)
                        .param("readAt", utc(readAt))
                        .update()
                == 1;
    }
}
