package org.qudao.local.store;

import de.bwaldvogel.mongo.backend.Missing;
import java.nio.ByteBuffer;
import org.h2.mvstore.WriteBuffer;
import org.h2.mvstore.type.BasicDataType;

/** The place of a document in its collection: its normalized {@code _id}. */
final class PositionType extends BasicDataType<Object> {

    @Override
    public int compare(Object a, Object b) {
        return Values.ORDER.compare(a, b);
    }

    @Override
    public int getMemory(Object position) {
        return Values.memoryOf(position);
    }

    @Override
    public void write(WriteBuffer out, Object position) {
        Values.write(out, position);
    }

    @Override
    public Object read(ByteBuffer in) {
        return Missing.ofNullable(Values.read(in));
    }

    @Override
    public Object[] createStorage(int size) {
        return new Object[size];
    }
}
