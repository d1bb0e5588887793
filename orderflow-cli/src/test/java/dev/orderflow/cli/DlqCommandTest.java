package dev.orderflow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orderflow.cli.dlq.FakeDeadLetters;
import dev.orderflow.cli.stack.FakeStack;
import dev.orderflow.cli.stack.Ports;
import dev.orderflow.embedded.FreePorts;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The commands about dead letters, against services that give recorded answers. */
class DlqCommandTest {

    private static final String OPEN = "GET ?state=open&limit=50";
    private static final String MENDED = "{\"replayId\":\"r-1\",\"eventId\":\"e-2\"}";
    private static final String NONE = "{\"deadLetters\":[],\"nextCursor\":null}";

    @TempDir Path home;
    final StringWriter out = new StringWriter();
    final StringWriter err = new StringWriter();
    FakeDeadLetters order;
    FakeDeadLetters inventory;
    FakeDeadLetters payment;
    FakeDeadLetters notification;

    @BeforeEach
    void start() throws Exception {
        order = new FakeDeadLetters();
        inventory = new FakeDeadLetters();
        payment = new FakeDeadLetters();
        notification = new FakeDeadLetters();
        FakeStack.in(
                home,
                new Ports(
                        order.port(),
                        inventory.port(),
                        payment.port(),
                        notification.port(),
                        FreePorts.next(),
                        FreePorts.next(),
                        FreePorts.next(),
                        FreePorts.next(),
                        FreePorts.next(),
                        FreePorts.next()));
    }

    @AfterEach
    void stop() {
        services().forEach(FakeDeadLetters::close);
    }

    @ParameterizedTest
    @ValueSource(strings = {"list", "groups", "show", "replay", "mend", "discard", "restore"})
    void every_command_explains_itself_with_an_example(String command) {
        assertThat(run(command, "--help")).isZero();
        assertThat(out.toString())
                .contains("Usage: orderflow dlq " + command, "--json", "--home")
                .containsPattern("Examples?: +./orderflow dlq " + command);
    }

    @Test
    void without_a_running_stack_it_says_so(@TempDir Path nothing) {
        var exitCode = commandLine().execute("dlq", "list", "--home", nothing.toString());
        assertThat(exitCode).isEqualTo(1);
        assertThat(err.toString()).contains("not running; ./orderflow up starts it");
    }

    // -- list

    @Test
    void dead_letters_of_all_services_are_listed_newest_first() {
        recordLetters();
        assertThat(run("list")).isZero();
        assertThat(out.toString())
                .isEqualToNormalizingNewlines(
                        """
                        ID                       FAILED          STATE  REASON      TOPIC              CAUSE
                        notification-service/12  03-04 10:15:32  open   unparsable  order-created      UnreadableEventException: The value is n…
                        inventory-service/17     03-04 10:15:31  open   exhausted   order-created      CannotAcquireLockException: Lock wait ti…
                        order-service/3          03-04 10:15:30  open   fatal       payment-completed  NullPointerException
                        """);
    }

    @Test
    void no_line_is_wider_than_a_terminal() {
        recordLetters();
        run("list");
        assertThat(out.toString().lines())
                .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(120));
    }

    @Test
    void as_json_the_list_is_complete_and_its_ids_are_those_that_the_commands_take() {
        recordLetters();
        assertThat(run("list", "--json")).isZero();
        var json = json();
        assertThat(json.get("unavailable")).isEmpty();
        assertThat(json.get("deadLetters")).hasSize(3);
        var newest = json.get("deadLetters").get(0);
        assertThat(newest.get("service").asString()).isEqualTo("notification-service");
        assertThat(newest.get("id").asString()).isEqualTo("notification-service/12");
        assertThat(newest.get("group").asString()).isEqualTo("notification-service/9c0ffee9");
        assertThat(newest.get("errorMessage").asString()).endsWith("the end of it");
        assertThat(newest.get("offset").asLong()).isEqualTo(1);
    }

    @Test
    void filters_are_passed_on_to_the_service_that_is_meant() {
        inventory.on("GET ?state=discarded&topic=a+b%26c&reason=fatal&limit=5", 200, NONE);
        assertThat(
                        run(
                                "list",
                                "--service=inventory",
                                "--state=discarded",
                                "--topic=a b&c",
                                "--reason=fatal",
                                "--limit=5"))
                .isZero();
        assertThat(out.toString()).isEqualToNormalizingNewlines("No dead letters.\n");
        assertThat(inventory.calls).hasSize(1);
        assertThat(order.calls).isEmpty();
    }

    @Test
    void a_group_is_asked_for_where_it_is_and_any_state_is_no_filter() {
        payment.on("GET ?group=9c0ffee9&limit=50", 200, NONE);
        assertThat(run("list", "--group=payment/9c0ffee9", "--state=any")).isZero();
        assertThat(payment.calls).hasSize(1);
        assertThat(order.calls).isEmpty();
    }

    @Test
    void pages_are_turned_until_there_are_enough() {
        payment.on(
                "GET ?state=open&limit=200",
                200,
                "{\"deadLetters\":[%s],\"nextCursor\":4711}"
                        .formatted(String.join(",", letters(200))));
        payment.on(
                "GET ?state=open&cursor=4711&limit=50",
                200,
                "{\"deadLetters\":[%s],\"nextCursor\":4001}"
                        .formatted(String.join(",", letters(50))));
        assertThat(run("list", "--service=payment", "--limit=250")).isZero();
        assertThat(payment.calls).hasSize(2);
        assertThat(out.toString().lines())
                .hasSize(252)
                .last()
                .isEqualTo("These are the newest 250; --limit shows more.");
    }

    @Test
    void a_service_that_is_away_is_named_and_keeps_nobody_elses_letters_back() {
        recordLetters();
        payment.close();
        assertThat(run("list")).isEqualTo(1);
        assertThat(out.toString()).contains("inventory-service/17", "order-service/3");
        assertThat(err.toString())
                .isEqualToNormalizingNewlines(
                        "orderflow: payment-service did not answer at http://127.0.0.1:%d (nobody listens on its port).\n"
                                .formatted(payment.port()));
    }

    @Test
    void as_json_a_service_that_is_away_is_named_in_the_answer() {
        recordLetters();
        payment.close();
        assertThat(run("list", "--json")).isEqualTo(1);
        assertThat(json().get("unavailable").get(0).asString()).isEqualTo("payment-service");
        assertThat(json().get("deadLetters")).hasSize(3);
    }

    @Test
    void an_answer_that_is_no_json_counts_as_none() {
        notification.on(OPEN, 200, "");
        assertThat(run("list", "--service=notification")).isEqualTo(1);
        payment.on("GET /1", 200, "");
        assertThat(run("show", "payment/1")).isEqualTo(1);
        assertThat(err.toString()).contains("payment-service answered something else");
        order.on("GET /1", 502, "<html>Bad gateway</html>");
        assertThat(run("show", "order/1")).isEqualTo(1);
        assertThat(err.toString()).contains("order-service did not answer", "502", "not JSON");
    }

    @Test
    void a_wrong_filter_is_answered_with_the_services_sentence() {
        order.refuse("GET ?state=open&reason=fatale&limit=50", 400, "reason is one of fatal.");
        assertThat(run("list", "--service=order", "--reason=fatale")).isEqualTo(1);
        assertThat(out.toString()).isEmpty();
        assertThat(err.toString())
                .isEqualToNormalizingNewlines(
                        "orderflow: order-service: reason is one of fatal.\n");
    }

    @Test
    void a_state_that_does_not_exist_is_wrong_usage() {
        assertThat(run("list", "--state=opne")).isEqualTo(2);
        assertThat(err.toString()).contains("open", "discarded", "any");
    }

    @Test
    void what_strangers_wrote_cannot_command_the_terminal() {
        payment.on(
                OPEN,
                200,
                """
                {"deadLetters":[{"id":1,"topic":"t\\u001b[2J","state":"open","reason":"fatal","failedAt":"%s",
                  "errorClass":"E","errorMessage":"first\\nsecond\\u001b]0;title\\u0007"}]}"""
                        .formatted(at("10:15:30")));
        assertThat(run("list", "--service=payment")).isZero();
        assertThat(out.toString()).contains("first second\\u001b]0;title\\u0007");
        assertThat(run("list", "--service=payment", "--json")).isZero();
        assertThat(out.toString().chars().filter(it -> it < ' ' && it != '\n' && it != '\r'))
                .isEmpty();
    }

    // -- groups

    @Test
    void groups_are_listed_with_their_counts_the_latest_first() {
        var none = "{\"groups\":[]}";
        order.on("GET /groups?state=open", 200, none);
        payment.on("GET /groups?state=open", 200, none);
        notification.on(
                "GET /groups?state=open",
                200,
                """
                {"groups":[{"group":"77aa","topic":"order-completed","errorClass":"a.B","message":"m","count":1,
                  "oldest":"%1$s","newest":"%1$s","states":{"open":1}}]}"""
                        .formatted(at("10:15:30")));
        inventory.on(
                "GET /groups?state=open",
                200,
                """
                {"groups":[{"group":"1f6c0a5e","topic":"order-created","errorClass":"x.y.LockException",
                  "message":"Order <uuid> waited <number> s","count":1200,"oldest":"%s","newest":"%s","states":{"open":1200}}]}"""
                        .formatted(at("10:15:30"), at("10:15:31")));
        assertThat(run("groups")).isZero();
        assertThat(out.toString())
                .isEqualToNormalizingNewlines(
                        """
                        GROUP                       COUNT  NEWEST          TOPIC            CAUSE
                        inventory-service/1f6c0a5e  1200   03-04 10:15:31  order-created    LockException: Order <uuid> waited <number> s
                        notification-service/77aa   1      03-04 10:15:30  order-completed  B: m
                        """);

        assertThat(run("groups", "--topic=order-completed", "--json")).isZero();
        assertThat(json().get("groups")).hasSize(1);
        assertThat(json().get("groups").get(0).get("group").asString())
                .isEqualTo("notification-service/77aa");
    }

    // -- show

    @Test
    void show_begins_with_advice_and_ends_with_the_stack_trace() {
        inventory.on("GET /17", 200, letter17());
        assertThat(run("show", "inventory/17")).isZero();
        assertThat(out.toString())
                .isEqualToNormalizingNewlines(
                        """
                        Safe: Nothing later is known of this order.

                        inventory-service/17  open
                          topic          order-created
                          partition      2
                          offset         41
                          error class    org.springframework.dao.CannotAcquireLockException
                          error message  Lock wait \\u001b[31mtimeout
                          attempts       4
                          key            0199
                          lineage
                            original value  {"total":"1.00"}
                        headers
                          ce_type          order-created
                          bin              //79 (base64)
                        value
                          {
                            "total" : "25.00",
                            "name" : "cup\\u202e"
                          }
                        acts
                          2026-03-04T10:16:00Z  ada  discard  {"reason":"a test"}
                        stack trace
                          org.springframework.dao.CannotAcquireLockException: Lock wait
                              at Some.where(Some.java:1)
                        """);
    }

    @Test
    void show_as_json_has_what_the_service_said() {
        inventory.on("GET /17", 200, letter17());
        assertThat(run("show", "inventory-service/17", "--json")).isZero();
        assertThat(json().get("id").asString()).isEqualTo("inventory-service/17");
        assertThat(json().get("advice").get("verdict").asString()).isEqualTo("SAFE");
        assertThat(json().get("errorMessage").asString()).contains(Character.toString(0x1b));
    }

    @Test
    void a_value_that_is_no_json_is_shown_as_it_is_but_harmless() {
        payment.on("GET /1", 200, "{\"id\":1,\"value\":\"not\\u001b[1m json\\nat all\"}");
        assertThat(run("show", "payment/1")).isZero();
        assertThat(out.toString())
                .containsIgnoringNewLines("value\n  not\\u001b[1m json\n  at all\n");
        payment.on("GET /2", 200, "{\"id\":2,\"value\":\"//79\",\"valueEncoding\":\"base64\"}");
        run("show", "payment/2");
        assertThat(out.toString()).containsIgnoringNewLines("value, in base64\n  //79\n");
        payment.on("GET /3", 200, "{\"id\":3,\"value\":null}");
        run("show", "payment/3");
        assertThat(out.toString()).containsIgnoringNewLines("value\n  none\n");
    }

    @Test
    void an_id_that_nobody_knows_is_a_sentence() {
        inventory.refuse("GET /99", 404, "There is no dead letter 99.");
        assertThat(run("show", "inventory/99")).isEqualTo(1);
        assertThat(err.toString())
                .isEqualToNormalizingNewlines(
                        "orderflow: inventory-service: There is no dead letter 99.\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"17", "inventory/", "inventory/x", "inventory/17/..", "shop/17"})
    void an_id_of_another_form_is_wrong_usage(String id) {
        assertThat(run("show", id)).isEqualTo(2);
        assertThat(err.toString()).containsAnyOf("inventory-service/17", "order-service, inv");
    }

    // -- replay

    @Test
    void a_replay_is_followed_until_it_has_had_its_effect() {
        inventory.on(
                "POST /replays",
                202,
                replay(3, ",\"alreadyApplied\":1,\"stale\":2,\"unreadable\":4"));
        inventory.on("GET /replays/r-1", 200, progress(0, 3, 0, 0, 0));
        inventory.on("GET /replays/r-1", 200, progress(3, 0, 0, 1, 0));
        inventory.on("GET /replays/r-1", 200, progress(3, 0, 0, 3, 0));
        assertThat(run("replay", "--group=inventory/1f6c0a5e", "--per-second=7")).isZero();
        assertThat(out.toString())
                .isEqualToNormalizingNewlines(
                        """
                        inventory-service: 3 dead letters to send, among them 2 stale. Left out: 1 already applied, 4 unreadable.
                          3 sent, 3 applied, 0 failed again.
                        """);
        var request = inventory.calls.getFirst();
        assertThat(request.body())
                .isEqualTo(
                        """
                        {"group":"1f6c0a5e","dryRun":false,"perSecond":7,"evenIfApplied":false}""");
        assertThat(request.roles()).isEqualTo("ADMIN");
        assertThat(request.userId())
                .isEqualTo(dev.orderflow.cli.dlq.Operator.atThisTerminal().userId());
    }

    @Test
    void one_that_fails_again_is_told_and_is_exit_code_1() {
        inventory.on("POST /replays", 202, replay(3, ",\"alreadyApplied\":1"));
        inventory.on("GET /replays/r-1", 200, progress(1, 0, 1, 0, 2));
        assertThat(run("replay", "inventory/17", "--even-if-applied")).isEqualTo(1);
        assertThat(inventory.calls.getFirst().body())
                .contains("\"id\":17", "\"evenIfApplied\":true");
        assertThat(out.toString())
                .isEqualToNormalizingNewlines(
                        """
                        inventory-service: 3 dead letters to send, among them 1 already applied.
                          1 sent, 0 applied, 1 failed again.
                          It stopped there: 2 not sent, and open as before.
                        """);
    }

    @Test
    @Timeout(30)
    void patience_ends_when_nothing_happens() {
        inventory.on("POST /replays", 202, replay(1, ""));
        inventory.on("GET /replays/r-1", 200, progress(1, 0, 0, 0, 0));
        assertThat(run("replay", "inventory/17", "--patience=1")).isEqualTo(1);
        assertThat(out.toString()).contains("still on its way");
    }

    @Test
    void nobody_waits_who_does_not_want_to_or_for_nothing() {
        inventory.on("POST /replays", 202, replay(1, ""));
        assertThat(run("replay", "inventory/17", "--no-wait")).isZero();
        inventory.on("POST /replays", 202, replay(1, ",\"dryRun\":true"));
        assertThat(run("replay", "inventory/17", "--dry-run")).isZero();
        run("replay", "inventory/17", "--dry-run");
        assertThat(out.toString()).contains("1 dead letter would be sent.");
        assertThat(inventory.calls).allMatch(it -> it.what().equals("POST /replays"));
    }

    @Test
    void until_a_time_all_services_are_asked_or_the_one_named() {
        services().forEach(it -> it.on("POST /replays", 202, replay(0, "")));
        assertThat(run("replay", "--until=2026-03-04T10:15:30Z")).isZero();
        assertThat(out.toString().lines())
                .hasSize(4)
                .contains("payment-service: nothing to replay.");
        assertThat(services())
                .allSatisfy(
                        it ->
                                assertThat(it.lastCall().body())
                                        .contains("\"until\":\"2026-03-04T10:15:30Z\""));
        run("replay", "--until=2026-03-04T10:15", "--service=payment");
        assertThat(payment.calls).hasSize(2);
        assertThat(payment.lastCall().body()).contains("\"until\":\"" + at("10:15:00") + "\"");
        assertThat(order.calls).hasSize(1);
        assertThat(run("replay", "--until=yesterday")).isEqualTo(2);
    }

    @Test
    void as_json_a_replay_says_how_far_it_came() {
        services().forEach(it -> it.on("POST /replays", 202, replay(0, "")));
        inventory.on("POST /replays", 202, replay(1, ""));
        payment.close();
        assertThat(run("replay", "--until=now", "--json")).isEqualTo(1);
        assertThat(json().get("replays")).hasSize(3);
        assertThat(json().get("unavailable").get(0).asString()).isEqualTo("payment-service");
    }

    @Test
    void a_discarded_one_is_refused_with_what_to_do() {
        inventory.refuse("POST /replays", 409, "17 is discarded: restore it first.");
        assertThat(run("replay", "inventory/17")).isEqualTo(1);
        assertThat(err.toString())
                .contains("inventory-service: 17 is discarded: restore it first.");
    }

    @Test
    void exactly_one_way_of_saying_which_is_wanted() {
        assertThat(run("replay")).isEqualTo(2);
        assertThat(run("replay", "inventory/17", "--until=now")).isEqualTo(2);
        assertThat(run("replay", "inventory/17", "--per-second=0")).isEqualTo(1);
        assertThat(services()).allSatisfy(it -> assertThat(it.calls).isEmpty());
    }

    // -- mend, discard, restore

    @Test
    void a_field_is_mended_in_the_letters_own_value() {
        inventory.on("GET /17", 200, letter17());
        inventory.on("POST /17/mend", 202, MENDED);
        inventory.on("GET /replays/r-1", 200, progress(1, 0, 0, 1, 0));
        assertThat(run("mend", "inventory/17", "--set=total=30.00", "--set=more=1")).isZero();
        var request = inventory.calls.get(1);
        assertThat(request.what()).isEqualTo("POST /17/mend");
        assertThat(JsonMapper.shared().readTree(request.body()).get("value"))
                .isEqualTo(
                        JsonMapper.shared()
                                .valueToTree(
                                        "{\"total\":\"30.00\",\"name\":\"cup%s\",\"more\":1}"
                                                .formatted(Character.toString(0x202e))));
        assertThat(out.toString())
                .isEqualToNormalizingNewlines(
                        """
                        inventory-service/17 is mended: it is event e-2 now.
                          1 sent, 1 applied, 0 failed again.
                        """);
    }

    @Test
    void a_mended_letter_that_fails_again_is_exit_code_1() {
        inventory.on("POST /17/mend", 202, MENDED);
        inventory.on("GET /replays/r-1", 200, progress(1, 0, 1, 0, 0));
        assertThat(run("mend", "inventory/17", "--value={}", "--json")).isEqualTo(1);
        assertThat(json().get("id").asString()).isEqualTo("inventory-service/17");
        assertThat(json().get("eventId").asString()).isEqualTo("e-2");
        assertThat(json().get("progress").get("failedAgain").asInt()).isEqualTo(1);
    }

    @Test
    void a_whole_value_comes_from_the_command_line_or_a_file() throws Exception {
        inventory.on("POST /17/mend", 202, MENDED);
        assertThat(run("mend", "inventory/17", "--value={\"a\":1}", "--no-wait", "--key=k"))
                .isZero();
        assertThat(inventory.lastCall().body())
                .isEqualTo("{\"value\":\"{\\\"a\\\":1}\",\"key\":\"k\",\"evenIfApplied\":false}");
        var file = Files.writeString(home.resolve("value.json"), "{\"b\":2}");
        assertThat(run("mend", "inventory/17", "--file=" + file, "--no-wait")).isZero();
        assertThat(inventory.lastCall().body()).contains("\\\"b\\\":2");
        assertThat(run("mend", "inventory/17", "--file=" + file + "x")).isEqualTo(1);
        assertThat(run("mend", "inventory/17")).isEqualTo(2);
        assertThat(run("mend", "inventory/17", "--value={}", "--set=a=1")).isEqualTo(2);
    }

    @Test
    void a_value_that_the_service_cannot_read_is_refused_with_its_sentence() {
        inventory.refuse("POST /17/mend", 422, "The value is not an event: no eventId.");
        assertThat(run("mend", "inventory/17", "--value={}")).isEqualTo(1);
        assertThat(err.toString()).contains("The value is not an event: no eventId.");
    }

    @Test
    void a_letter_is_discarded_with_a_reason_and_restored() {
        payment.on("POST /4/discard", 200, "{\"state\":\"discarded\"}");
        payment.on("POST /4/restore", 200, "{\"state\":\"open\"}");
        assertThat(run("discard", "payment/4", "--reason", "sent by a test")).isZero();
        assertThat(payment.lastCall().body()).isEqualTo("{\"reason\":\"sent by a test\"}");
        assertThat(out.toString())
                .isEqualToNormalizingNewlines(
                        "payment-service/4 is discarded; ./orderflow dlq restore payment-service/4 undoes it.\n");
        assertThat(run("restore", "payment/4", "--json")).isZero();
        assertThat(json().get("state").asString()).isEqualTo("open");
        assertThat(run("discard", "payment/4")).isEqualTo(2);
    }

    private void recordLetters() {
        payment.on(OPEN, 200, NONE);
        order.on(
                OPEN,
                200,
                page(
                        letter(
                                3,
                                "payment-completed",
                                "fatal",
                                "java.lang.NullPointerException",
                                "",
                                "10:15:30")));
        inventory.on(
                OPEN,
                200,
                page(
                        letter(
                                17,
                                "order-created",
                                "exhausted",
                                "org.springframework.dao.CannotAcquireLockException",
                                "Lock wait timeout exceeded; try restarting transaction",
                                "10:15:31")));
        notification.on(
                OPEN,
                200,
                page(
                        letter(
                                12,
                                "order-created",
                                "unparsable",
                                "dev.orderflow.events.wire.UnreadableEventException",
                                "The value is not an event: and so on, to the end of it",
                                "10:15:32")));
    }

    private static List<String> letters(int count) {
        var letters = new ArrayList<String>();
        for (var id = 1; id <= count; id++) {
            letters.add(letter(id, "order-created", "fatal", "E", "", "10:15:30"));
        }
        return letters;
    }

    private static String page(String letter) {
        return "{\"deadLetters\":[%s],\"nextCursor\":null}".formatted(letter);
    }

    private static String letter(
            int id, String topic, String reason, String errorClass, String message, String time) {
        return """
        {"id":%d,"topic":"%s","partition":0,"offset":1,"reason":"%s","errorClass":"%s","errorMessage":"%s",
          "eventId":null,"eventType":null,"aggregateId":null,"attempts":4,"replays":0,"state":"open",
          "failedAt":"%s","group":"9c0ffee9"}"""
                .formatted(id, topic, reason, errorClass, message, at(time));
    }

    private static String letter17() {
        return """
        {"id":17,"topic":"order-created","partition":2,"offset":41,
          "errorClass":"org.springframework.dao.CannotAcquireLockException",
          "errorMessage":"Lock wait \\u001b[31mtimeout","attempts":4,"state":"open","eventId":null,"key":"0199",
          "value":"{\\"total\\":\\"25.00\\",\\"name\\":\\"cup\\u202e\\"}","valueEncoding":"utf-8",
          "headers":[{"name":"ce_type","value":"order-created","encoding":"utf-8"},{"name":"bin","value":"//79","encoding":"base64"}],
          "stackTrace":"org.springframework.dao.CannotAcquireLockException: Lock wait\\n\\tat Some.where(Some.java:1)\\n",
          "advice":{"verdict":"SAFE","why":"Nothing later is known of this order."},
          "acts":[{"at":"2026-03-04T10:16:00Z","who":"ada","act":"discard","replayId":null,"details":{"reason":"a test"}}],
          "lineage":{"originalValue":"{\\"total\\":\\"1.00\\"}","mendedEventId":null}}""";
    }

    private static String replay(int letters, String more) {
        return "{\"replayId\":\"r-1\",\"letters\":%d%s}".formatted(letters, more);
    }

    private static String progress(
            int sent, int waiting, int failedAgain, int applied, int stopped) {
        return "{\"sent\":%d,\"waiting\":%d,\"failedAgain\":%d,\"applied\":%d,\"stopped\":%d}"
                .formatted(sent, waiting, failedAgain, applied, stopped);
    }

    /** So that the tables are the same in every time zone. */
    private static String at(String time) {
        return LocalDateTime.parse("2026-03-04T" + time)
                .atZone(ZoneId.systemDefault())
                .toInstant()
                .toString();
    }

    private List<FakeDeadLetters> services() {
        return List.of(order, inventory, payment, notification);
    }

    private JsonNode json() {
        return JsonMapper.shared().readTree(out.toString());
    }

    private int run(String... args) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        var all = new ArrayList<>(List.of("dlq"));
        all.addAll(List.of(args));
        all.addAll(List.of("--home", home.toString()));
        return commandLine().execute(all.toArray(String[]::new));
    }

    private picocli.CommandLine commandLine() {
        return Orderflow.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true));
    }
}
