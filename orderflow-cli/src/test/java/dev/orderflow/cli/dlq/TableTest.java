package dev.orderflow.cli.dlq;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

class TableTest {

    @Test
    void columns_are_as_wide_as_what_is_in_them() {
        var table = new Table("ID", "CAUSE");
        table.add("order-service/1", "short");
        table.add("payment-service/22", "a bit longer");
        assertThat(lines(table))
                .containsExactly(
                        "ID                  CAUSE",
                        "order-service/1     short",
                        "payment-service/22  a bit longer");
    }

    @Test
    void the_widest_column_gives_way_and_never_the_first() {
        var id = "notification-service/" + "9".repeat(80);
        var table = new Table("ID", "TOPIC", "CAUSE");
        table.add(id, "order-created", "x".repeat(300));
        assertThat(lines(table))
                .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(120))
                .last()
                .asString()
                .startsWith(id + "  ")
                .endsWith("x…");
    }

    @Test
    void wide_characters_are_counted_as_a_terminal_shows_them() {
        assertThat(Table.width("주문 ok")).isEqualTo(7);
        assertThat(Table.width("😀")).isEqualTo(2);
        assertThat(Table.cut("주문이 없습니다", 8)).isEqualTo("주문이…");
        assertThat(Table.cut("주문", 4)).isEqualTo("주문");
    }

    private static List<String> lines(Table table) {
        var out = new StringWriter();
        table.print(new PrintWriter(out, true));
        return out.toString().lines().toList();
    }
}
