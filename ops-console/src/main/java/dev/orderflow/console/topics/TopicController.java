package dev.orderflow.console.topics;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Topics and what is on them. Nothing here changes anything: no group, no commit. */
@RestController
@RequestMapping("/api/topics")
@RequiredArgsConstructor
class TopicController {

    private final Topics topics;
    private final RecordPages records;

    record All(List<Topics.Summary> topics) {}

    @GetMapping
    All all() {
        return new All(topics.all());
    }

    @GetMapping("/{topic}")
    Topics.Details one(@PathVariable String topic) {
        return topics.one(topic);
    }

    /**
     * @param partition one only; none: all
     * @param offset where to begin; of one partition only
     * @param since when to begin; none of both: with the last records there are
     * @param key what the key has to contain
     */
    @GetMapping("/{topic}/records")
    RecordPages.Page records(
            @PathVariable String topic,
            @RequestParam(required = false) @Nullable @Min(0) Integer partition,
            @RequestParam(required = false) @Nullable @Min(0) Long offset,
            @RequestParam(required = false) @Nullable Instant since,
            @RequestParam(required = false) @Nullable @Size(max = 200) String key,
            @RequestParam(defaultValue = "50") @Min(1) @Max(200) int limit) {
        return records.read(new RecordPages.Wish(topic, partition, offset, since, key, limit));
    }
}
