package dev.orderflow.system;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * Keeps notification-service from noting that it has sent a dead letter: the letter lies on the
 * retry topic, is handled, and its sender waits in the database. Who is killed meanwhile dies in
 * the one moment in which a replay could be lost or doubled, on a machine of any speed.
 */
final class HeldMarks implements AutoCloseable {

    private static final String TRIGGER = "notification_service.held_marks";

    private final Connection root;

    private HeldMarks(Connection root) {
        this.root = root;
    }

    /** Of all letters that are newer than this one. */
    static HeldMarks after(String letterId, Connection root) throws SQLException {
        var held = new HeldMarks(root);
        held.execute("do get_lock('held_marks', 0)");
        held.execute(
                """
                create trigger %s before update on notification_service.dead_letter_sending for each row
                set @held = if(new.state = 'sent' and new.letter_id > %s, get_lock('held_marks', 600), null)"""
                        .formatted(TRIGGER, letterId));
        return held;
    }

    /** To be called when the sender is dead, or it would go on as if nothing had been. */
    @Override
    public void close() throws SQLException {
        execute("do release_lock('held_marks')");
        execute("drop trigger " + TRIGGER);
    }

    private void execute(String sql) throws SQLException {
        try (var statement = root.createStatement()) {
            statement.execute(sql);
        }
    }
}
