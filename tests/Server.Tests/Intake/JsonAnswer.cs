using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Dapper;

namespace LogisticsScreening.Server.Tests.Intake;

/// <summary>Status and JSON of an answer, with the body for messages of failed tests.</summary>
internal sealed record JsonAnswer(HttpStatusCode Status, JsonElement Body, int Length, string? ContentType)
{
    public JsonElement this[string name] => Body.TryGetProperty(name, out var value) ? value : throw new InvalidOperationException($"{(int)Status} without {name}: {Body}");

    public string? Text(string name) => this[name].GetString();

    /// <summary>Fields that a problem document names.</summary>
    public IReadOnlyList<string> Fields => Body.TryGetProperty("errors", out var errors) ? [.. errors.EnumerateObject().Select(e => e.Name)] : [];

    public JsonAnswer Expect(HttpStatusCode status)
    {
        Assert.True(Status == status, $"expected {(int)status}, got {(int)Status}: {Body}");
        return this;
    }
}

internal static class JsonRequests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static Task<JsonAnswer> SendAsync(this HttpClient client, string path, JsonNode body) => client.SendAsync(path, Encoding.UTF8.GetBytes(body.ToJsonString()));

    public static async Task<JsonAnswer> SendAsync(this HttpClient client, string path, byte[] body, string? contentType = "application/json")
    {
        using var content = new ByteArrayContent(body);
        content.Headers.ContentType = contentType is null ? null : MediaTypeHeaderValue.Parse(contentType);
        using var answer = await client.PostAsync(path, content, Ct);
        return await ReadAsync(answer);
    }

    public static async Task<JsonAnswer> ReadAsync(this HttpClient client, string path)
    {
        using var answer = await client.GetAsync(path, Ct);
        return await ReadAsync(answer);
    }

    /// <summary>Every row of these tables: what bad input must leave as it was.</summary>
    public static async Task<long> StoredRowsAsync(this TestServer server)
    {
        await using var connection = await server.Database.OpenAsync(Ct);
        return await connection.ExecuteScalarAsync<long>(
            """
            SELECT (SELECT COUNT(*) FROM waybills) + (SELECT COUNT(*) FROM waybill_versions) + (SELECT COUNT(*) FROM scans)
              + (SELECT COUNT(*) FROM decisions) + (SELECT COUNT(*) FROM alerts) + (SELECT COUNT(*) FROM evidence_leaves)
            """);
    }

    public static async Task<T> ScalarAsync<T>(this TestServer server, string sql, object? parameters = null)
    {
        await using var connection = await server.Database.OpenAsync(Ct);
        return (await connection.ExecuteScalarAsync<T>(sql, parameters))!;
    }

    private static async Task<JsonAnswer> ReadAsync(HttpResponseMessage answer)
    {
        var bytes = await answer.Content.ReadAsByteArrayAsync(Ct);
        var body = bytes.Length == 0 ? default : JsonDocument.Parse(bytes).RootElement;
        return new(answer.StatusCode, body, bytes.Length, answer.Content.Headers.ContentType?.MediaType);
    }
}
