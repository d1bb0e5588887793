package dev.orderflow.cli.dlq;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PrintableTest {

    /** ESC and its one-character form, both of which begin a terminal's commands. */
    private static final String ESC = Character.toString(0x1b);

    private static final String CSI = Character.toString(0x9b);

    @Test
    void what_commands_a_terminal_is_seen_instead_of_obeyed() {
        assertThat(Printable.line("red " + ESC + "[31m" + CSI + "2J" + Character.toString(7)))
                .isEqualTo("red \\u001b[31m\\u009b2J\\u0007");
    }

    @Test
    void what_hides_or_reverses_text_is_seen() {
        var reversed = Character.toString(0x202e) + "lld.exe" + Character.toString(0x200b);
        assertThat(Printable.line(reversed)).isEqualTo("\\u202elld.exe\\u200b");
        assertThat(Printable.line(Character.toString(0xE0041))).isEqualTo("\\udb40\\udc41");
    }

    @Test
    void letters_of_all_languages_stay() {
        assertThat(Printable.line("주문 żółć 😀")).isEqualTo("주문 żółć 😀");
    }

    @Test
    void a_line_is_one_line_and_a_block_keeps_its_lines() {
        assertThat(Printable.line("  first\r\n\tsecond\n")).isEqualTo("first second");
        assertThat(Printable.block("first\r\n\tsecond\rthird"))
                .isEqualTo("first\n    second\nthird");
    }
}
