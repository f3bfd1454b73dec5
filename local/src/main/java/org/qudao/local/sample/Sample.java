package org.qudao.local.sample;

import java.util.List;

/** A source that knows how its rows look in Qudao's formats. */
interface Sample extends AutoCloseable {

    String name();

    Personas personas();

    /** In the order in which they must be imported. */
    List<SampleTable> tables();

    /** Opened again by the next reading. */
    @Override
    default void close() {}
}
