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
            SqlMapper.AddTypeHandler(typeof(Guid), new GuidHandler());
            SqlMapper.AddTypeHandler(typeof(DateTimeOffset), new InstantHandler());
            SqlMapper.AddTypeHandler(typeof(TimeSpan), new DurationHandler());
            DefaultTypeMap.MatchNamesWithUnderscores = true;
            registered = true;
        }
    }

    /// <summary>The stored form of an id, for a parameter list: Dapper does not ask handlers for the elements of IN @Ids.</summary>
    public static byte[] ToStored(this Guid id) => id.ToByteArray(bigEndian: true);

    /// <summary>Microseconds since 1970 UTC.</summary>
    public static long ToStored(this DateTimeOffset instant) => (instant.UtcTicks - DateTimeOffset.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond;

    /// <summary>
    /// Dapper's own base class leaves a null parameter without a type; SQL Server then takes it for text and refuses it for a binary column.
    /// </summary>
    internal abstract class Handler<T>(DbType stored) : SqlMapper.ITypeHandler
        where T : struct
    {
        public void SetValue(IDbDataParameter parameter, object value)
        {
            parameter.DbType = stored;
            parameter.Value = value is T known ? ToStored(known) : DBNull.Value;
        }

        public object? Parse(Type destinationType, object value) => value is DBNull ? null : FromStored(value);

        protected abstract object ToStored(T value);

        protected abstract T FromStored(object value);
    }

    internal sealed class GuidHandler() : Handler<Guid>(DbType.Binary)
    {
        protected override object ToStored(Guid value) => value.ToStored();

        protected override Guid FromStored(object value) => new((byte[])value, bigEndian: true);
    }

    private sealed class InstantHandler() : Handler<DateTimeOffset>(DbType.Int64)
    {
        protected override object ToStored(DateTimeOffset value) => value.ToStored();

        protected override DateTimeOffset FromStored(object value) =>
            new(DateTimeOffset.UnixEpoch.Ticks + ((long)value * TimeSpan.TicksPerMicrosecond), TimeSpan.Zero);
    }

    private sealed class DurationHandler() : Handler<TimeSpan>(DbType.Int64)
    {
        protected override object ToStored(TimeSpan value) => value.Ticks / TimeSpan.TicksPerMicrosecond;

        protected override TimeSpan FromStored(object value) => new((long)value * TimeSpan.TicksPerMicrosecond);
    }
}
