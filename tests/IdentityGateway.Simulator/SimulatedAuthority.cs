using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace LogisticsScreening.IdentityGateway.Simulator;

/// <summary>Checks the question as the contract says, then answers by the script.</summary>
public sealed class SimulatedAuthority(string client, byte[] key, Script script, TimeProvider clock)
{
    private const string Client = "X-Identity-Client", Time = "X-Identity-Time", Nonce = "X-Identity-Nonce", Signature = "X-Identity-Signature";
    private const long MostSkewSeconds = 300;

    private readonly ConcurrentDictionary<string, byte> seen = new(StringComparer.Ordinal);
    private string nonceBefore = "none";
    private int asked;

    /// <summary>Questions that arrived, well signed or not.</summary>
    public int Asked => Volatile.Read(ref asked);

    public Script Script => script;

    /// <summary>Called with the number of each question before it is answered; what it awaits holds the answer up.</summary>
    public Func<string, Task>? OnAsked { get; set; }

    public async Task HandleAsync(HttpContext context)
    {
        Interlocked.Increment(ref asked);
        using var copy = new MemoryStream();
        await context.Request.Body.CopyToAsync(copy, context.RequestAborted);
        var body = copy.ToArray();
        if (!IsGenuine(context.Request, body))
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return;
        }

        var question = JsonSerializer.Deserialize<Question>(body, JsonSerializerOptions.Web);
        if (question?.Number is null || question.Name is null || question.DocumentType is null)
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            return;
        }

        if (OnAsked is { } hook)
            await hook(question.Number);
        await AnswerAsync(context, script.Next(question.Number), question, body);
    }

    private bool IsGenuine(HttpRequest request, byte[] body)
    {
        string time = request.Headers[Time].ToString(), nonce = request.Headers[Nonce].ToString();
        return request.Headers[Client] == client
            && long.TryParse(time, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            && Math.Abs(seconds - clock.GetUtcNow().ToUnixTimeSeconds()) <= MostSkewSeconds
            && request.Headers[Signature] == Signing.Question(key, client, request.Path, time, nonce, body)
            && nonce.Length >= 16 && seen.TryAdd(nonce, 0);
    }

    private async Task AnswerAsync(HttpContext context, ScriptLine line, Question question, byte[] body)
    {
        var response = context.Response;
        var nonce = context.Request.Headers[Nonce].ToString();
        var before = Interlocked.Exchange(ref nonceBefore, nonce);
        var right = Body(Signing.Hash(body), line.Result ?? (line.Name is null || line.Name == question.Name ? "confirmed" : "nameDiffers"));
        switch (line.Fault)
        {
            case null:
                await SendAsync(response, right, nonce);
                return;
            case Fault.Slow:
                await Task.Delay(TimeSpan.FromMilliseconds(line.Milliseconds), clock, context.RequestAborted);
                await SendAsync(response, right, nonce);
                return;
            case Fault.TimeOut:
                await Task.Delay(Timeout.Infinite, context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                return;
            case Fault.Error:
                response.StatusCode = StatusCodes.Status500InternalServerError;
                return;
            case Fault.Busy:
                response.StatusCode = StatusCodes.Status429TooManyRequests;
                response.Headers.RetryAfter = line.Seconds.ToString(CultureInfo.InvariantCulture);
                return;
            case Fault.Refused:
                response.StatusCode = StatusCodes.Status401Unauthorized;
                return;
            case Fault.Rejected:
                response.StatusCode = StatusCodes.Status400BadRequest;
                return;
            case Fault.Redirect:
                response.StatusCode = StatusCodes.Status307TemporaryRedirect;
                response.Headers.Location = "/elsewhere";
                return;
            case Fault.WrongSignature:
                await SendAsync(response, right, nonce, signer: [.. key.Select(b => (byte)~b)]);
                return;
            case Fault.OldSignature:
                await SendAsync(response, right, nonce, age: TimeSpan.FromHours(1));
                return;
            case Fault.Replay:
                await SendAsync(response, right, before);
                return;
            case Fault.Malformed:
                await SendAsync(response, Encoding.UTF8.GetBytes("{\"result\": confirmed"), nonce);
                return;
            case Fault.UnknownResult:
                await SendAsync(response, Body(Signing.Hash(body), "perhaps"), nonce);
                return;
            case Fault.WrongPerson:
                await SendAsync(response, Body(Signing.Hash(Encoding.UTF8.GetBytes("somebody else")), "confirmed"), nonce);
                return;
            case Fault.TooLong:
                await SendAsync(response, [.. right, .. Enumerable.Repeat((byte)' ', 1024 * 1024)], nonce);
                return;
            case Fault.Cut:
                response.ContentLength = right.Length;
                await response.Body.WriteAsync(right.AsMemory(0, right.Length / 2));
                await response.Body.FlushAsync();
                context.Abort();
                return;
            default:
                throw new InvalidOperationException($"No such fault: {line.Fault}");
        }
    }

    private static byte[] Body(string questionHash, string result) => JsonSerializer.SerializeToUtf8Bytes(
        new { questionHash, result, reference = Guid.NewGuid().ToString("N") }, JsonSerializerOptions.Web);

    private async Task SendAsync(HttpResponse response, byte[] body, string nonce, byte[]? signer = null, TimeSpan age = default)
    {
        var time = (clock.GetUtcNow() - age).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        response.ContentType = "application/json";
        response.Headers[Time] = time;
        response.Headers[Signature] = Signing.Answer(signer ?? key, client, response.StatusCode, time, nonce, body);
        await response.Body.WriteAsync(body);
    }

    private sealed record Question(string? DocumentType, string? Number, string? Name);
}
