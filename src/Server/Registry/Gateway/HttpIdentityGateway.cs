using LogisticsScreening.Screening.Parcels;
using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;
using Polly.Timeout;

namespace LogisticsScreening.Server.Registry.Gateway;

/// <summary>
/// The authority over HTTP, with one budget for everything: a try that failed of itself is made again while time is left, and after too many failures nobody is asked for a while.
/// </summary>
internal sealed class HttpIdentityGateway : IIdentityGateway, IDisposable
{
    /// <summary>An answer of the contract is a few hundred bytes.</summary>
    public const int LongestAnswer = 16 * 1024;

    public static readonly TimeSpan BreakFor = TimeSpan.FromSeconds(30);

    /// <summary>Asks within the sampling time before a share of failures means anything.</summary>
    public const int LeastAsksToBreak = 8;

    private const int MostRetries = 2;
    private const double FailureShare = 0.5;
    private static readonly TimeSpan SampledFor = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(100);

    /// <summary>Of the budget, for one try: an authority that needs two seconds is heard, and one that hangs leaves time for another try.</summary>
    private const double ShareOfATry = 2d / 3;

    private readonly HttpClient http;
    private readonly AuthorityCall call;
    private readonly ResiliencePipeline<GatewayReply> pipeline;

    /// <param name="random">Numbers from 0 to 1, for the pauses between tries.</param>
    public HttpIdentityGateway(GatewayOptions options, TimeProvider clock, Func<double> random)
    {
        http = new(Handler()) { MaxResponseContentBufferSize = LongestAnswer, Timeout = Timeout.InfiniteTimeSpan };
        call = new(http, options, clock);
        pipeline = new ResiliencePipelineBuilder<GatewayReply> { TimeProvider = clock }
            .AddTimeout(new TimeoutStrategyOptions { Timeout = options.Budget })
            .AddRetry(new RetryStrategyOptions<GatewayReply>
            {
                ShouldHandle = args => new(args.Outcome.Exception is TimeoutRejectedException || args.Outcome.Result is GatewayReply.NotAnswered { Reason: GatewayFailure.Unreachable or GatewayFailure.Broken }),
                MaxRetryAttempts = MostRetries,
                Delay = FirstPause,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                Randomizer = random,
            })
            .AddCircuitBreaker(new CircuitBreakerStrategyOptions<GatewayReply>
            {
                // Also what is no fault of the line: who refuses us or answers nonsense is not helped by more questions.
                ShouldHandle = args => new(
                    args.Outcome.Exception is TimeoutRejectedException
                    || args.Outcome.Result is GatewayReply.NotAnswered { Reason: not (GatewayFailure.NotSupported or GatewayFailure.Rejected) }),
                FailureRatio = FailureShare,
                MinimumThroughput = LeastAsksToBreak,
                SamplingDuration = SampledFor,
                BreakDuration = BreakFor,
            })
            .AddTimeout(new TimeoutStrategyOptions { Timeout = options.Budget * ShareOfATry })
            .Build();
    }

    public async Task<GatewayReply> AskAsync(IdentityQuestion question, CancellationToken ct)
    {
        GatewayReply reply;
        try
        {
            reply = await pipeline.ExecuteAsync(async token => await call.SendAsync(question, token), ct);
        }
        catch (TimeoutRejectedException)
        {
            reply = new GatewayReply.NotAnswered(GatewayFailure.TimeOut);
        }
        catch (BrokenCircuitException broken)
        {
            reply = new GatewayReply.NotAnswered(GatewayFailure.CircuitOpen, broken.RetryAfter);
        }

        GatewayMetrics.Asked(reply);
        return reply;
    }

    public void Dispose() => http.Dispose();

    private static SocketsHttpHandler Handler() => new()
    {
        // A redirect would send a document number to an address that nobody configured.
        AllowAutoRedirect = false,
        UseCookies = false,
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        MaxResponseHeadersLength = LongestAnswer / 1024,
    };
}
