using System.Data;
using Dapper;

namespace LogisticsScreening.Server.Database;

/// <summary>
/// How values are stored, the same in both databases: Guid as 16 bytes big-endian (UUIDv7 sorts by time), an instant as
/// microseconds since 1970 UTC, a duration as microseconds.
/// </summary>
internal static class TypeHandlers
{
    private static readonly Lock Gate = new();
    private static bool registered;

    public static void Register()
    {
        lock (Gate)
        {
            if (registered)
                return;

            // Dapper prefers its own map to a handler, so the own map loses these types first.
            foreach (var type in new[] { typeof(Guid), typeof(Guid?), typeof(DateTimeOffset), typeof(DateTimeOffset?), typeof(TimeSpan), typeof(TimeSpan?) })
                SqlMapper.RemoveTypeMap(type);
            SqlMapper.AddTypeHandler(new GuidHandler());
            SqlMapper.AddTypeHandler(new InstantHandler());
            SqlMapper.AddTypeHandler(new DurationHandler());
            DefaultTypeMap.MatchNamesWithUnderscores = true;
            registered = true;
        }
    }

    /// <summary>The stored form of an id, for a parameter list: Dapper does not ask handlers for the elements of IN @Ids.</summary>
    public static byte[] ToStored(this Guid id) => id.ToByteArray(bigEndian: true);

    /// <summary>Microseconds since 1970 UTC.</summary>
    public static long ToStored(this DateTimeOffset instant) => (instant.UtcTicks - DateTimeOffset.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond;

    private sealed class GuidHandler : SqlMapper.TypeHandler<Guid>
    {
        public override void SetValue(IDbDataParameter parameter, Guid value)
        {
            parameter.DbType = DbType.Binary;
            parameter.Value = value.ToStored();
        }

        public override Guid Parse(object value) => new((byte[])value, bigEndian: true);
    }

    private sealed class InstantHandler : SqlMapper.TypeHandler<DateTimeOffset>
    {
        public override void SetValue(IDbDataParameter parameter, DateTimeOffset value)
        {
            parameter.DbType = DbType.Int64;
            parameter.Value = value.ToStored();
        }

        public override DateTimeOffset Parse(object value) =>
            new(DateTimeOffset.UnixEpoch.Ticks + ((long)value * TimeSpan.TicksPerMicrosecond), TimeSpan.Zero);
    }

    private sealed class DurationHandler : SqlMapper.TypeHandler<TimeSpan>
    {
        public override void SetValue(IDbDataParameter parameter, TimeSpan value)
        {
            parameter.DbType = DbType.Int64;
            parameter.Value = value.Ticks / TimeSpan.TicksPerMicrosecond;
        }

        public override TimeSpan Parse(object value) => new((long)value * TimeSpan.TicksPerMicrosecond);
    }
}
