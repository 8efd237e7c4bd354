using System.Net.Http.Json;
using System.Text.Json;

namespace LogisticsScreening.Server.Benchmarks;

/// <summary>The demo server under measurement, as its users reach it.</summary>
internal sealed record Demo(Uri Address)
{
    public const string Password = "Bench-only-7c1e!";

    public async Task<HttpClient> ClientAsync(string userName)
    {
        var client = new HttpClient { BaseAddress = Address };
        client.DefaultRequestHeaders.Authorization = new("Bearer", await TokenAsync(userName));
        return client;
    }

    public async Task<string> TokenAsync(string userName)
    {
        using var client = new HttpClient { BaseAddress = Address };
        using var answer = await client.PostAsJsonAsync("/api/auth/token", new { userName, password = Password });
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("accessToken").GetString()!;
    }
}
