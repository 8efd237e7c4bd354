using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text.Json;
using LogisticsScreening.Screening.Parcels;

namespace LogisticsScreening.Server.Registry.Gateway;

/// <summary>One signed request and what its answer means. A status is believed only where it does no harm: what the authority says of a person counts signed alone.</summary>
internal sealed class AuthorityCall(HttpClient http, GatewayOptions options, TimeProvider clock)
{
    /// <summary>Relative to the base address. Fixed: no personal data in an address, which proxies write down.</summary>
    private const string Path = "v1/identity-checks";

    private const int NonceBytes = 16;

    private readonly Uri address = new(options.Url, Path);

    public async Task<GatewayReply> SendAsync(IdentityQuestion question, CancellationToken ct)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(
            new { documentType = EnumText<IdType>.Of(question.Type), number = question.Number, name = question.Name }, JsonSerializerOptions.Web);
        var nonce = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(NonceBytes));
        try
        {
            using var request = Request(body, nonce);
            using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseContentRead, ct);
            return answer.StatusCode == HttpStatusCode.OK
                ? Read(answer, await answer.Content.ReadAsByteArrayAsync(ct), nonce, GatewaySignature.HashOf(body))
                : Failed(answer);
        }
        catch (HttpRequestException problem)
        {
            return new GatewayReply.NotAnswered(problem.HttpRequestError == HttpRequestError.ConfigurationLimitExceeded ? GatewayFailure.Malformed : GatewayFailure.Unreachable);
        }
        catch (IOException)
        {
            return new GatewayReply.NotAnswered(GatewayFailure.Unreachable);
        }
    }

    private HttpRequestMessage Request(byte[] body, string nonce)
    {
        var time = GatewaySignature.TimeOf(clock.GetUtcNow());
        var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new("application/json");
        request.Headers.Add(GatewaySignature.ClientHeader, options.Client);
        request.Headers.Add(GatewaySignature.TimeHeader, time);
        request.Headers.Add(GatewaySignature.NonceHeader, nonce);
        request.Headers.Add(
            GatewaySignature.SignatureHeader,
            GatewaySignature.OfQuestion(options.Key, options.Client, HttpMethod.Post.Method, address.AbsolutePath, time, nonce, body));
        return request;
    }

    private GatewayReply Read(HttpResponseMessage answer, byte[] body, string nonce, string questionHash)
    {
        if (!GatewaySignature.IsGood(
            options.Key, options.Client, (int)answer.StatusCode, Header(answer, GatewaySignature.TimeHeader), nonce, body, Header(answer, GatewaySignature.SignatureHeader), clock.GetUtcNow()))
        {
            return new GatewayReply.NotAnswered(GatewayFailure.BadSignature);
        }

        AnswerBody? read;
        try
        {
            read = JsonSerializer.Deserialize<AnswerBody>(body, JsonSerializerOptions.Web);
        }
        catch (JsonException)
        {
            return new GatewayReply.NotAnswered(GatewayFailure.Malformed);
        }

        if (read?.QuestionHash is null || read.Result is null)
            return new GatewayReply.NotAnswered(GatewayFailure.Malformed);
        if (read.QuestionHash != questionHash)
            return new GatewayReply.NotAnswered(GatewayFailure.WrongAnswer);
        if (read.Result == "notSupported")
            return new GatewayReply.NotAnswered(GatewayFailure.NotSupported);
        return EnumText<IdentityConfirmation>.TryParse(read.Result, out var result) && result != IdentityConfirmation.Waiting
            ? new GatewayReply.Answered(result, body)
            : new GatewayReply.NotAnswered(GatewayFailure.Malformed);
    }

    private GatewayReply.NotAnswered Failed(HttpResponseMessage answer)
    {
        var retryAfter = answer.Headers.RetryAfter is { } header ? After(header) : null;
        return new((int)answer.StatusCode switch
        {
            401 or 403 => GatewayFailure.Refused,
            429 => GatewayFailure.Busy,
            503 when retryAfter is not null => GatewayFailure.Busy,
            408 or >= 500 => GatewayFailure.Broken,
            >= 400 => GatewayFailure.Rejected,
            >= 300 => GatewayFailure.Redirected,
            _ => GatewayFailure.Malformed,
        }, retryAfter);
    }

    private TimeSpan? After(RetryConditionHeaderValue header)
    {
        var wait = header.Delta ?? header.Date - clock.GetUtcNow();
        return wait < TimeSpan.Zero ? TimeSpan.Zero : wait;
    }

    private static string? Header(HttpResponseMessage answer, string name) => answer.Headers.TryGetValues(name, out var values) ? values.FirstOrDefault() : null;

    private sealed record AnswerBody(string? QuestionHash, string? Result);
}
