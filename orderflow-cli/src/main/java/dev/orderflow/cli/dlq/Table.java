package dev.orderflow.cli.dlq;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Rows under headings, no wider than {@value #WIDTH} columns: the widest cells are cut, but never
 * the first of a row, by which it can be asked for in full.
 */
public final class Table {

    static final int WIDTH = 120;
    private static final String GAP = "  ";
    private static final String ELLIPSIS = "…";

    private final List<List<String>> rows = new ArrayList<>();

    public Table(String... headings) {
        rows.add(List.of(headings));
    }

    /** One cell for each heading; of a cell of several lines one is made. */
    public void add(Object... cells) {
        rows.add(Arrays.stream(cells).map(cell -> Printable.line(cell.toString())).toList());
    }

    public void print(PrintWriter out) {
        var widths = widths();
        for (var row : rows) {
            var line = new StringBuilder();
            for (var column = 0; column < widths.length; column++) {
                line.append(fit(row.get(column), widths[column])).append(GAP);
            }
            out.println(line.toString().stripTrailing());
        }
    }

    private int[] widths() {
        var widths = new int[rows.getFirst().size()];
        for (var row : rows) {
            for (var column = 0; column < widths.length; column++) {
                widths[column] = Math.max(widths[column], width(row.get(column)));
            }
        }
        var gaps = GAP.length() * (widths.length - 1);
        while (widths.length > 1 && Arrays.stream(widths).sum() + gaps > WIDTH) {
            widths[widestButFirst(widths)]--;
        }
        return widths;
    }

    private static int widestButFirst(int[] widths) {
        var widest = 1;
        for (var column = 2; column < widths.length; column++) {
            if (widths[column] > widths[widest]) {
                widest = column;
            }
        }
        return widest;
    }

    private static String fit(String text, int width) {
        var fitting = cut(text, width);
        return fitting + " ".repeat(width - width(fitting));
    }

    /** The text, or as much of it as there is room for, and an ellipsis. */
    static String cut(String text, int width) {
        if (width(text) <= width) {
            return text;
        }
        var end = 0;
        var used = ELLIPSIS.length();
        while (used + width(text.codePointAt(end)) <= width) {
            used += width(text.codePointAt(end));
            end = text.offsetByCodePoints(end, 1);
        }
        return text.substring(0, end).stripTrailing() + ELLIPSIS;
    }

    /** How many columns of a terminal it takes. */
    static int width(String text) {
        return text.codePoints().map(Table::width).sum();
    }

    /** East Asian characters and emoji take two columns, accents none. */
    private static int width(int character) {
        if (Character.getType(character) == Character.NON_SPACING_MARK
                || Character.getType(character) == Character.ENCLOSING_MARK) {
            return 0;
        }
        return switch (Character.UnicodeScript.of(character)) {
            case HAN, HANGUL, HIRAGANA, KATAKANA -> 2;
            default -> Character.isEmojiPresentation(character) || isFullWidth(character) ? 2 : 1;
        };
    }

    private static boolean isFullWidth(int character) {
        return character >= 0xFF01 && character <= 0xFF60
                || character >= 0x3000 && character <= 0x303E;
    }
}
