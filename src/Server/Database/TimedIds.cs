using System.Buffers.Binary;

namespace LogisticsScreening.Server.Database;

/// <summary>Ids begin with the time they were made at, so old rows stand together in a primary key and need no index by time.</summary>
internal static class TimedIds
{
    /// <summary>No id made at or after that instant is below it. RFC 9562: the first 48 bits of a version 7 id are milliseconds since 1970.</summary>
    public static Guid FirstOf(DateTimeOffset instant)
    {
        Span<byte> bytes = stackalloc byte[16];
        bytes.Clear();
        BinaryPrimitives.WriteInt64BigEndian(bytes, instant.ToUnixTimeMilliseconds() << 16);
        return new(bytes, bigEndian: true);
    }
}
