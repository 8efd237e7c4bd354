using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;

namespace LogisticsScreening.Server.Access;

/// <summary>
/// What one network address may cost: its failures are limited, so that nobody tries one password on every account; and only a few passwords
/// are hashed at once, so that a flood of attempts leaves processors for the scans.
/// </summary>
internal sealed class SignInThrottle(AccessOptions options) : IDisposable
{
    /// <summary>The first 64 bits of an IPv6 address are one customer.</summary>
    private const int CustomerPrefixBytes = 8;
    private const int WaitingForAProcessor = 500;

    private readonly PartitionedRateLimiter<string> failures = PartitionedRateLimiter.Create<string, string>(source =>
        RateLimitPartition.GetFixedWindowLimiter(source, _ => new FixedWindowRateLimiterOptions
        {
            PermitLimit = options.FailuresPerSourceAndMinute,
            Window = TimeSpan.FromMinutes(1),
            QueueLimit = 0,
        }));

    private readonly ConcurrencyLimiter hashing = new(new()
    {
        PermitLimit = Math.Max(1, Environment.ProcessorCount / 2),
        QueueLimit = WaitingForAProcessor,
        QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
    });

    public bool MayTry(IPAddress? source)
    {
        using var lease = failures.AttemptAcquire(Key(source), permitCount: 0);
        return lease.IsAcquired;
    }

    public void Failed(IPAddress? source) => failures.AttemptAcquire(Key(source)).Dispose();

    /// <summary>A turn at hashing; not acquired when too many already wait.</summary>
    public ValueTask<RateLimitLease> TurnAsync(CancellationToken ct) => hashing.AcquireAsync(cancellationToken: ct);

    public void Dispose()
    {
        failures.Dispose();
        hashing.Dispose();
    }

    private static string Key(IPAddress? source) => source switch
    {
        null => "",
        { IsIPv4MappedToIPv6: true } => source.MapToIPv4().ToString(),
        { AddressFamily: AddressFamily.InterNetworkV6 } => Convert.ToHexString(source.GetAddressBytes().AsSpan(0, CustomerPrefixBytes)),
        _ => source.ToString(),
    };
}
