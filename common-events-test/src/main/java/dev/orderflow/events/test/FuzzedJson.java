package dev.orderflow.events.test;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** JSON that is nearly what was asked for, and what only looks like JSON. */
public final class FuzzedJson {

    /** What a text says that wants to be a line of the log; nothing else says it. */
    public static final String FORGED = "FORGED-LINE";

    private static final List<String> NASTY_TEXTS =
            List.of(
                    "\\r\\n" + FORGED,
                    "\\u001b[31m" + FORGED,
                    "\\u0000",
                    "\\ud800",
                    "\\u2028" + FORGED,
                    "' or 1=1 --",
                    "<script>alert(1)</script>",
                    "${jndi:ldap://127.0.0.1/x}",
                    "../../etc/passwd",
                    "\u202e\u0661\u00e4\ud83d\udce6",
                    "");

    private static final List<String> NASTY_LITERALS =
            List.of(
                    "null",
                    "true",
                    "0",
                    "-1",
                    "-0.0",
                    "1.5",
                    "1e3",
                    "1E999999999",
                    "2147483648",
                    "9223372036854775808",
                    "99999999999999999999999999999999999999",
                    "NaN",
                    "01",
                    "[]",
                    "{}",
                    "[null]",
                    "[[]]",
                    "{\"\":{}}",
                    "0.0000000000000000001");

    private FuzzedJson() {}

    /**
     * Bodies around an object of these fields, the values in JSON: as it should be, with other
     * values, with fields missing, twice or unknown, cut off, or no JSON at all.
     */
    public static Arbitrary<byte[]> like(Map<String, Arbitrary<String>> fields) {
        var text = object(fields).map(json -> json.getBytes(UTF_8));
        return Arbitraries.frequencyOf(
                Tuple.of(6, good(fields).map(json -> json.getBytes(UTF_8))),
                Tuple.of(16, text),
                Tuple.of(2, Combinators.combine(text, anyIndex()).as(FuzzedJson::cut)),
                Tuple.of(
                        2,
                        Combinators.combine(text, anyIndex(), Arbitraries.bytes())
                                .as(FuzzedJson::damage)),
                Tuple.of(1, Arbitraries.bytes().array(byte[].class).ofMaxSize(200)),
                Tuple.of(
                        1,
                        anyIndex().map(depth -> "[{\"a\":".repeat(depth % 300).getBytes(UTF_8))));
    }

    /** The object itself, in the same variety; for objects within objects. */
    public static Arbitrary<String> object(Map<String, Arbitrary<String>> fields) {
        var members = new ArrayList<>(fields.entrySet().stream().map(FuzzedJson::field).toList());
        members.add(
                Arbitraries.frequencyOf(
                        Tuple.of(9, Arbitraries.just("")),
                        Tuple.of(1, value().map(value -> "\"unknown\":" + value))));
        return objectOf(members);
    }

    /** The object as it should be, so that some of the bodies are surely accepted. */
    private static Arbitrary<String> good(Map<String, Arbitrary<String>> fields) {
        return objectOf(
                fields.entrySet().stream()
                        .map(field -> field.getValue().map(named(field.getKey())::concat))
                        .toList());
    }

    private static Arbitrary<String> objectOf(List<Arbitrary<String>> members) {
        return Combinators.combine(members)
                .as(
                        all ->
                                all.stream()
                                        .filter(member -> !member.isEmpty())
                                        .collect(Collectors.joining(",", "{", "}")));
    }

    /** Any value: of every type, of any size. */
    public static Arbitrary<String> value() {
        return Arbitraries.oneOf(
                Arbitraries.of(NASTY_LITERALS),
                Arbitraries.of(NASTY_TEXTS).map(FuzzedJson::quoted),
                Arbitraries.strings().alpha().numeric().ofMaxLength(80).map(FuzzedJson::quoted),
                Arbitraries.longs().map(String::valueOf),
                Arbitraries.bigDecimals().ofScale(4).map(number -> number.toPlainString()),
                Arbitraries.bigDecimals().ofScale(3).map(it -> quoted(it.toPlainString())));
    }

    private static Arbitrary<String> field(Map.Entry<String, Arbitrary<String>> field) {
        var name = named(field.getKey());
        var good = field.getValue().map(name::concat);
        return Arbitraries.frequencyOf(
                Tuple.of(12, good),
                Tuple.of(4, value().map(name::concat)),
                Tuple.of(1, Arbitraries.just("")),
                Tuple.of(1, Combinators.combine(good, value()).as((a, b) -> a + "," + name + b)));
    }

    private static Arbitrary<Integer> anyIndex() {
        return Arbitraries.integers().between(0, 10_000);
    }

    private static byte[] cut(byte[] text, int index) {
        return Arrays.copyOf(text, index % text.length);
    }

    private static byte[] damage(byte[] text, int index, byte other) {
        var damaged = text.clone();
        damaged[index % text.length] = other;
        return damaged;
    }

    private static String named(String field) {
        return quoted(field) + ":";
    }

    private static String quoted(String text) {
        return "\"" + text + "\"";
    }
}
