package dev.orderflow.cli.bench;

import dev.orderflow.cli.stack.PartStatus;
import dev.orderflow.cli.stack.RunningStack;
import dev.orderflow.cli.stack.StackProblem;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Of a stack on this machine everything can be known. */
final class StackMeter {

    private final RunningStack stack;
    private final List<PartStatus> parts;

    StackMeter(RunningStack stack) {
        this.stack = stack;
        this.parts = stack.parts();
    }

    Map<String, Duration> cpu() {
        var cpu = new LinkedHashMap<String, Duration>();
        for (var part : parts) {
            var time = part.pid() == null ? null : ProcessTime.of(part.pid()).orElse(null);
            if (time == null) {
                throw new StackProblem(
                        "%s has ended meanwhile; see ./orderflow status and logs."
                                .formatted(part.name()));
            }
            cpu.put(part.name(), time);
        }
        return cpu;
    }

    Map<String, Long> residentBytes() {
        var bytes = new LinkedHashMap<String, Long>();
        for (var part : stack.parts()) {
            if (part.memory() != null) {
                bytes.put(part.name(), part.memory());
            }
        }
        return bytes;
    }

    /** Everybody who may connect may read them. */
    Map<String, Long> database() {
        try (var database =
                        DriverManager.getConnection(
                                stack.jdbcUrl("order_service"),
                                "verify",
                                stack.password("verify"));
                var statement = database.createStatement();
                var rows =
                        statement.executeQuery(
                                "show global status where variable_name in ('Com_commit', 'Innodb_data_fsyncs')")) {
            var counters = new LinkedHashMap<String, Long>();
            while (rows.next()) {
                counters.put(rows.getString(1), rows.getLong(2));
            }
            return counters;
        } catch (SQLException e) {
            throw new StackProblem(
                    "The database's counters cannot be read (%s); see ./orderflow status."
                            .formatted(e.getMessage()),
                    e);
        }
    }
}
