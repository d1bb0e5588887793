package dev.orderflow.cli.chaos;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SnifferTest {

    @Test
    void a_statement_of_mysql_is_read() {
        assertThat(statement(0, 3, "COMMIT")).contains("commit");
        assertThat(statement(0, 3, "delete from outbox_event where position in (1)"))
                .hasValueSatisfying(it -> assertThat(it).startsWith("delete from outbox_event"));
    }

    @Test
    void neither_the_middle_of_a_conversation_nor_another_command_is_a_statement() {
        assertThat(statement(1, 3, "COMMIT")).isEmpty();
        assertThat(statement(0, 14, "COMMIT")).isEmpty();
        assertThat(Sniffer.statement(new byte[] {1, 0, 0}, 3)).isEmpty();
    }

    @Test
    void who_commits_offsets_is_read_also_behind_another_request() {
        var client = "consumer-inventory-service-group-1";
        var both = ByteBuffer.allocate(500).put(request(1, client)).put(request(8, client));

        assertThat(Sniffer.offsetCommit(request(8, client), 194)).contains(client);
        assertThat(Sniffer.offsetCommit(both.array(), 388)).contains(client);
    }

    @Test
    void who_asks_for_records_is_read() {
        assertThat(Sniffer.fetch(request(1, "message-service-push-0"), 194))
                .contains("message-service-push-0");
        assertThat(Sniffer.fetch(request(8, "message-service-push-0"), 194)).isEmpty();
    }

    @Test
    void no_other_request_is_an_offset_commit() {
        assertThat(Sniffer.offsetCommit(request(1, "consumer-1"), 194)).isEmpty();
        assertThat(Sniffer.offsetCommit(new byte[14], 14)).isEmpty();
    }

    private static Optional<String> statement(int number, int command, String sql) {
        var packet = ByteBuffer.allocate(5 + sql.length());
        packet.put((byte) (sql.length() + 1)).put((byte) 0).put((byte) 0).put((byte) number);
        packet.put((byte) command).put(sql.getBytes(US_ASCII));
        return Sniffer.statement(packet.array(), packet.position());
    }

    private static byte[] request(int api, String client) {
        var request = ByteBuffer.allocate(194);
        request.putInt(190).putShort((short) api).putShort((short) 9).putInt(4711);
        request.putShort((short) client.length()).put(client.getBytes(US_ASCII));
        return request.array();
    }
}
