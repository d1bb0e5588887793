package dev.orderflow.inventory.adapter.in.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orderflow.events.test.OrderflowTest;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.web.servlet.client.EntityExchangeResult;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.springframework.transaction.support.TransactionTemplate;

@OrderflowTest
class ProductApiTest {

    static final String BOOK = "{'name':'Book','price':'12.5','currency':'EUR'}";
    static final String ANONYMOUS = "";

    @LocalServerPort int port;
    @Autowired JdbcTemplate jdbc;
    @Autowired TransactionTemplate transaction;

    RestTestClient http;

    @BeforeEach
    void connect() {
        http = RestTestClient.bindToServer().baseUrl("http://127.0.0.1:" + port).build();
    }

    @Test
    void a_product_is_created_changed_stocked_and_seen_by_everyone() {
        var created = call(HttpMethod.POST, "/api/products", BOOK, "ADMIN");
        assertThat(created.getStatus()).isEqualTo(HttpStatus.CREATED);
        var location = created.getResponseHeaders().getLocation().toString();
        var id = location.substring("/api/products/".length());
        assertThat(created.getResponseBody()).isEqualTo(product(id, "Book", "12.50", true, 0));

        var changed =
                call(
                        HttpMethod.PUT,
                        location,
                        "{'name':'Book 2','price':'13','currency':'EUR','active':false}",
                        "ADMIN");
        assertThat(changed.getResponseBody()).isEqualTo(product(id, "Book 2", "13.00", false, 0));

        var stocked = call(HttpMethod.POST, location + "/stock", "{'quantity':100}", "ADMIN");
        assertThat(stocked.getResponseBody()).isEqualTo(product(id, "Book 2", "13.00", false, 100));

        assertThat(call(HttpMethod.GET, location, null, "USER").getResponseBody())
                .isEqualTo(stocked.getResponseBody());
    }

    @Test
    void products_are_listed_page_by_page() {
        var ids = IntStream.range(0, 5).mapToObj(_ -> create()).toList();

        var page = call(HttpMethod.GET, "/api/products?limit=2&cursor=" + ids.get(0), null, "USER");

        assertThat(page.getResponseBody())
                .contains("\"productId\":" + ids.get(1), "\"productId\":" + ids.get(2))
                .endsWith("\"nextCursor\":\"" + ids.get(2) + "\"}");
        assertThat(
                        call(HttpMethod.GET, "/api/products?cursor=" + ids.get(3), null, "USER")
                                .getResponseBody())
                .contains("\"productId\":" + ids.get(4))
                .endsWith("\"nextCursor\":null}");
    }

    @Test
    void a_delivery_that_is_reported_again_with_its_key_is_received_once() {
        var path = "/api/products/" + create() + "/stock";
        var key = UUID.randomUUID().toString();

        var first = call(HttpMethod.POST, path, "{'quantity':7}", "ADMIN", key);
        var second = call(HttpMethod.POST, path, "{'quantity':7}", "ADMIN", key);

        assertThat(first.getResponseBody())
                .contains("\"received\":7")
                .isEqualTo(second.getResponseBody());
        assertThat(second.getResponseHeaders().getFirst("Idempotent-Replayed")).isEqualTo("true");
        assertThat(call(HttpMethod.POST, path, "{'quantity':8}", "ADMIN", key).getStatus())
                .isEqualTo(HttpStatus.UNPROCESSABLE_CONTENT);
        assertThat(call(HttpMethod.GET, path.replace("/stock", ""), null, "USER").getResponseBody())
                .contains("\"received\":7");
    }

    @Test
    void of_changes_at_the_same_moment_each_is_made_or_refused_and_none_is_lost() throws Exception {
        var id = create();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers =
                    IntStream.range(0, 30)
                            .mapToObj(
                                    i ->
                                            threads.submit(
                                                    () ->
                                                            call(
                                                                    HttpMethod.PUT,
                                                                    "/api/products/" + id,
                                                                    "{'name':'Name %d','price':'1','currency':'EUR','active':true}"
                                                                            .formatted(i),
                                                                    "ADMIN")))
                            .toList();
            int made = 0;
            for (var answer : answers) {
                var status = answer.get().getStatus();
                assertThat(status).isIn(HttpStatus.OK, HttpStatus.CONFLICT);
                made += status == HttpStatus.OK ? 1 : 0;
            }
            assertThat(revision(id)).isEqualTo(1 + made);
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
        no body                       | 400 |
        not JSON                      | 400 | {
        an array                      | 400 | []
        trailing text                 | 400 | {'name':'B','price':'1','currency':'EUR'} x
        the same field twice          | 400 | {'name':'A','name':'B','price':'1','currency':'EUR'}
        an unknown field              | 400 | {'name':'B','price':'1','currency':'EUR','stock':5}
        active, which a new one is    | 400 | {'name':'B','price':'1','currency':'EUR','active':true}
        no name                       | 400 | {'price':'1','currency':'EUR'}
        name null                     | 400 | {'name':null,'price':'1','currency':'EUR'}
        name empty                    | 400 | {'name':'','price':'1','currency':'EUR'}
        name blank                    | 400 | {'name':'  ','price':'1','currency':'EUR'}
        name a number                 | 400 | {'name':7,'price':'1','currency':'EUR'}
        name with a line break        | 400 | {'name':'a\\nb','price':'1','currency':'EUR'}
        name with an escape           | 400 | {'name':'a\\u001b[31m','price':'1','currency':'EUR'}
        name with half a character    | 400 | {'name':'\\ud800','price':'1','currency':'EUR'}
        name too long                 | 400 | {'name':'LONG','price':'1','currency':'EUR'}
        no price                      | 400 | {'name':'B','currency':'EUR'}
        price a number                | 400 | {'name':'B','price':1.5,'currency':'EUR'}
        price negative                | 400 | {'name':'B','price':'-1','currency':'EUR'}
        price with an exponent        | 400 | {'name':'B','price':'1e3','currency':'EUR'}
        price with a comma            | 400 | {'name':'B','price':'1,5','currency':'EUR'}
        price with other digits       | 400 | {'name':'B','price':'١','currency':'EUR'}
        price without a digit         | 400 | {'name':'B','price':'.5','currency':'EUR'}
        price too fine for the euro   | 400 | {'name':'B','price':'1.001','currency':'EUR'}
        price too fine for the yen    | 400 | {'name':'B','price':'1.1','currency':'JPY'}
        price too large               | 400 | {'name':'B','price':'1234567890123456','currency':'EUR'}
        no currency                   | 400 | {'name':'B','price':'1'}
        unknown currency              | 400 | {'name':'B','price':'1','currency':'QQQ'}
        currency in small letters     | 400 | {'name':'B','price':'1','currency':'eur'}
        gold                          | 400 | {'name':'B','price':'1','currency':'XAU'}
        """)
    void a_product_that_cannot_be_is_refused(String what, int status, String body) {
        assertRefused(
                HttpMethod.POST,
                "/api/products",
                body == null ? null : body.replace("LONG", "x".repeat(256)),
                "ADMIN",
                status);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
        active missing   | {'name':'B','price':'1','currency':'EUR'}
        active null      | {'name':'B','price':'1','currency':'EUR','active':null}
        active a text    | {'name':'B','price':'1','currency':'EUR','active':'true'}
        active a number  | {'name':'B','price':'1','currency':'EUR','active':1}
        its revision     | {'name':'B','price':'1','currency':'EUR','active':true,'revision':9}
        """)
    void a_change_that_cannot_be_is_refused(String what, String body) {
        assertRefused(HttpMethod.PUT, "/api/products/" + create(), body, "ADMIN", 400);
    }

    @ParameterizedTest(name = "quantity {0}")
    @CsvSource({
        "0",
        "-1",
        "1.5",
        "1.0",
        "1000001",
        "2147483648",
        "9223372036854775808",
        "1e2",
        "'\"5\"'",
        "null",
        "true",
        "[]"
    })
    void a_delivery_that_cannot_be_is_refused(String quantity) {
        assertRefused(
                HttpMethod.POST,
                "/api/products/" + create() + "/stock",
                "{'quantity':%s}".formatted(quantity),
                "ADMIN",
                400);
    }

    @ParameterizedTest(name = "{0} {1} as {3}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            nullValues = "null",
            textBlock =
                    """
        GET    | /api/products                | null | ``    | 401
        GET    | /api/products/1              | null | ``    | 401
        POST   | /api/products                | BOOK | ``    | 401
        POST   | /api/products                | BOOK | USER  | 403
        POST   | /api/products                | {'of no use':1} | USER | 403
        POST   | /api/products/one/stock      | {'quantity':0} | USER | 403
        DELETE | /api/products/1              | null | USER  | 403
        PUT    | /api/products/1              | {'name':'B','price':'1','currency':'EUR','active':true} | USER | 403
        POST   | /api/products/1/stock        | {'quantity':1} | USER | 403
        GET    | /actuator/prometheus         | null | USER  | 403
        GET    | /api/products/999999999      | null | USER  | 404
        PUT    | /api/products/999999999      | {'name':'B','price':'1','currency':'EUR','active':true} | ADMIN | 404
        POST   | /api/products/999999999/stock | {'quantity':1} | ADMIN | 404
        GET    | /api/products/0              | null | USER  | 400
        GET    | /api/products/-1             | null | USER  | 400
        GET    | /api/products/one            | null | USER  | 400
        GET    | /api/products/9223372036854775808 | null | USER | 400
        GET    | /api/products?limit=0        | null | USER  | 400
        GET    | /api/products?limit=201      | null | USER  | 400
        GET    | /api/products?limit=x        | null | USER  | 400
        GET    | /api/products?cursor=-1      | null | USER  | 400
        GET    | /api/products?cursor=x       | null | USER  | 400
        DELETE | /api/products/1              | null | ADMIN | 405
        """)
    void a_call_that_cannot_be_answered_says_why(
            String method, String path, String body, String role, int status) {
        assertRefused(
                HttpMethod.valueOf(method), path, "BOOK".equals(body) ? BOOK : body, role, status);
    }

    @Test
    void text_that_looks_like_code_is_text() {
        var name = "Robert'); drop table product; -- <script>alert(1)</script> 책 📚";
        var body =
                "{'name':'%s','price':'0','currency':'KRW'}"
                        .formatted(name.replace("'", "\\u0027"));

        var created = call(HttpMethod.POST, "/api/products", body, "ADMIN");

        assertThat(created.getStatus()).isEqualTo(HttpStatus.CREATED);
        assertThat(
                        call(
                                        HttpMethod.GET,
                                        created.getResponseHeaders().getLocation().toString(),
                                        null,
                                        "USER")
                                .getResponseBody())
                .contains(name);
    }

    private void assertRefused(
            HttpMethod method, String path, String body, String role, int status) {
        var before = everything();

        var answer = call(method, path, body, role);

        assertThat(answer.getStatus().value()).as(answer.getResponseBody()).isEqualTo(status);
        assertThat(answer.getResponseHeaders().getContentType())
                .isEqualTo(MediaType.APPLICATION_PROBLEM_JSON);
        assertThat(answer.getResponseBody())
                .contains("\"type\":\"urn:orderflow:problem:", "\"detail\":\"")
                .doesNotContain("Exception", "\tat ");
        assertThat(everything()).isEqualTo(before);
    }

    private EntityExchangeResult<String> call(
            HttpMethod method, String path, String body, String role) {
        return call(method, path, body, role, null);
    }

    /** Quotes in the body may be single ones. */
    private EntityExchangeResult<String> call(
            HttpMethod method, String path, String body, String role, String key) {
        var request = http.method(method).uri(path);
        if (!role.equals(ANONYMOUS)) {
            request.header("X-USER-ID", "1").header("X-USER-ROLES", role);
        }
        if (key != null) {
            request.header("Idempotency-Key", key);
        }
        if (body != null) {
            request.contentType(MediaType.APPLICATION_JSON).body(body.replace('\'', '"'));
        }
        return request.exchange().returnResult(String.class);
    }

    private long create() {
        var location =
                call(HttpMethod.POST, "/api/products", BOOK, "ADMIN")
                        .getResponseHeaders()
                        .getLocation();
        return Long.parseLong(location.toString().substring("/api/products/".length()));
    }

    private long revision(long id) {
        return transaction.execute(
                _ ->
                        jdbc.queryForObject(
                                "select revision from product where id = ?", Long.class, id));
    }

    private List<?> everything() {
        return transaction.execute(
                _ ->
                        List.of(
                                jdbc.queryForList("select * from product order by id"),
                                jdbc.queryForList("select * from stock order by product_id")));
    }

    private static String product(
            String id, String name, String price, boolean active, int received) {
        return """
                {"productId":%s,"name":"%s","price":"%s","currency":"EUR","active":%b,"available":%d,"reserved":0,"sold":0,"received":%d}"""
                .formatted(id, name, price, active, received, received);
    }
}
