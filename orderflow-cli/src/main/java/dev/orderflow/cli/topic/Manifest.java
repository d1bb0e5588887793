package dev.orderflow.cli.topic;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/** The topic that a backup is of: enough to make one like it. */
record Manifest(String topic, int partitions, Map<String, String> settings) {

    void write(DataOutputStream out) throws IOException {
        out.writeUTF(topic);
        out.writeInt(partitions);
        out.writeInt(settings.size());
        for (var setting : new TreeMap<>(settings).entrySet()) {
            out.writeUTF(setting.getKey());
            out.writeUTF(setting.getValue());
        }
    }

    static Manifest read(DataInputStream in) throws IOException {
        var topic = in.readUTF();
        int partitions = in.readInt();
        var settings = new TreeMap<String, String>();
        for (int left = in.readInt(); left > 0; left--) {
            settings.put(in.readUTF(), in.readUTF());
        }
        return new Manifest(topic, partitions, settings);
    }
}
