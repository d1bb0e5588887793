package dev.orderflow.system;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What an expression speaks of. No parser of the language, which Prometheus has: just enough to
 * find the names in it.
 *
 * @param selectors the metrics, with the labels they are asked for
 * @param labels those by which is grouped and matched
 */
record PromQl(List<Selector> selectors, Set<String> labels) {

    /**
     * @param labels with the value that is asked for, or an empty one if it is a pattern
     */
    record Selector(String metric, Map<String, String> labels) {}

    private static final Pattern TOKEN =
            Pattern.compile(
                    "\"(?:[^\"\\\\]|\\\\.)*\"|\\[[^]]*]|[a-zA-Z_:][\\w:]*|[0-9][\\w.]*|=~|!~|!=|==|<=|>=|\\S");
    private static final Set<String> GROUPING =
            Set.of("by", "without", "on", "ignoring", "group_left", "group_right");
    private static final Set<String> OPERATORS = Set.of("and", "or", "unless", "bool", "offset");

    static PromQl of(String expression) {
        var tokens =
                new ArrayList<>(TOKEN.matcher(expression).results().map(it -> it.group()).toList());
        tokens.add(""); // so that each has a next
        var selectors = new ArrayList<Selector>();
        var labels = new LinkedHashSet<String>();
        for (var at = 0; at < tokens.size() - 1; at++) {
            var token = tokens.get(at);
            var next = tokens.get(at + 1);
            if (!isName(token) || OPERATORS.contains(token)) {
                continue;
            }
            if (GROUPING.contains(token)) {
                if (next.equals("(")) {
                    for (at += 2; !tokens.get(at).equals(")"); at++) {
                        if (isName(tokens.get(at))) {
                            labels.add(tokens.get(at));
                        }
                    }
                }
            } else if (!next.equals("(") && !GROUPING.contains(next)) { // else it is a function
                var matchers = new LinkedHashMap<String, String>();
                if (next.equals("{")) {
                    for (at += 2; !tokens.get(at).equals("}"); at++) {
                        if (isName(tokens.get(at))) {
                            matchers.put(
                                    tokens.get(at), wanted(tokens.get(at + 1), tokens.get(at + 2)));
                        }
                    }
                }
                selectors.add(new Selector(token, matchers));
            }
        }
        return new PromQl(List.copyOf(selectors), labels);
    }

    private static String wanted(String operator, String quoted) {
        var value = quoted.substring(1, quoted.length() - 1);
        return operator.equals("=") && !value.contains("$") ? value : "";
    }

    private static boolean isName(String token) {
        return !token.isEmpty()
                && (Character.isLetter(token.charAt(0)) || "_:".indexOf(token.charAt(0)) >= 0);
    }
}
