using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using LogisticsScreening.Server.Registry;
using LogisticsScreening.Server.Tests.Intake;

namespace LogisticsScreening.Server.Tests.Registry;

/// <summary>The picture of a document: only where the operator wants it, only by whoever registered, seen by compliance alone.</summary>
public sealed class CounterPhotoTests
{
    private static readonly byte[] Picture = [0xFF, 0xD8, 0xFF, 0xE0, .. Encoding.ASCII.GetBytes("an invented picture of no document"), 0xFF, 0xD9];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Picture_WhereTheOperatorDoesNotWantIt_IsRefused()
    {
        await using var server = await TestServer.StartAsync();
        using var courier = await server.ClientAsync("courier");
        Assert.False((await courier.ReadAsync("/api/registrations/counter/rules")).Expect(HttpStatusCode.OK)["photo"].GetBoolean());
        Assert.Equal(HttpStatusCode.Forbidden, await PutAsync(courier, await RegisterAsync(courier, "P1000001"), Picture));
        Assert.Equal(0L, await server.ScalarAsync<long>("SELECT COUNT(*) FROM registration_photos"));
    }

    [Fact]
    public async Task Picture_IsKeptOnceAndEncrypted_SeenForAReason_AndGoneWithTheRegistration()
    {
        await using var server = await TestServer.StartAsync(settings => settings with { CounterPhoto = true });
        using var courier = await server.ClientAsync("courier");
        using var compliance = await server.ClientAsync("compliance");
        Assert.True((await courier.ReadAsync("/api/registrations/counter/rules")).Expect(HttpStatusCode.OK)["photo"].GetBoolean());
        var client = await RegisterAsync(courier, "P1000002");
        Assert.Equal(HttpStatusCode.NoContent, await PutAsync(courier, client, Picture));
        Assert.Equal(HttpStatusCode.NoContent, await PutAsync(courier, client, Picture));
        Assert.Equal(HttpStatusCode.Conflict, await PutAsync(courier, client, [.. Picture, 0]));
        Assert.Equal(HttpStatusCode.NotFound, await PutAsync(courier, Guid.NewGuid(), Picture));
        // Not by a colleague.
        using var supervisor = await server.ClientAsync("supervisor");
        Assert.Equal(HttpStatusCode.NotFound, await PutAsync(supervisor, await RegisterAsync(courier, "P1000003"), Picture));
        var stored = await server.ScalarAsync<byte[]>("SELECT photo_cipher FROM registration_photos");
        Assert.Equal(-1, stored.AsSpan().IndexOf("invented"u8));

        var id = new Guid(await server.ScalarAsync<byte[]>("SELECT registration_id FROM registration_photos"), bigEndian: true);
        Assert.Equal(["reason"], (await compliance.SendAsync($"/api/registrations/{id}/photo", new JsonObject { ["reason"] = "x" })).Expect(HttpStatusCode.BadRequest).Fields);
        (await courier.SendAsync($"/api/registrations/{id}/photo", new JsonObject { ["reason"] = "核对证件" })).Expect(HttpStatusCode.Forbidden);
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/registrations/{id}/photo") { Content = new StringContent("""{"reason":"核对证件"}""", Encoding.UTF8, "application/json") };
        using var answer = await compliance.SendAsync(request, Ct);
        Assert.Equal("image/jpeg", answer.Content.Headers.ContentType!.MediaType);
        Assert.True(answer.Headers.CacheControl!.NoStore);
        Assert.Equal(Picture, await answer.Content.ReadAsByteArrayAsync(Ct));
        Assert.Equal(1L, await server.ScalarAsync<long>("SELECT COUNT(*) FROM audit_entries WHERE action = 'registration.photoRead' AND subject = @Id", new { Id = id.ToString() }));

        var report = (await compliance.SendAsync("/api/personal-data/erasures", new JsonObject { ["idType"] = "passport", ["idNumber"] = "P1000002", ["reason"] = "本人请求删除" })).Expect(HttpStatusCode.OK);
        Assert.Equal(1, report["registrations"].GetProperty("erased").GetInt32());
        Assert.Equal(0L, await server.ScalarAsync<long>("SELECT COUNT(*) FROM registration_photos"));
        Assert.Equal(HttpStatusCode.NotFound, await PutAsync(courier, client, Picture));
    }

    [Theory]
    [InlineData("image/png", 10, HttpStatusCode.UnsupportedMediaType)]
    [InlineData("image/jpeg", 10, HttpStatusCode.BadRequest)]
    [InlineData("image/jpeg", CounterPhoto.Largest + 1, HttpStatusCode.RequestEntityTooLarge)]
    public async Task What_IsNoPicture_IsRefused(string type, int length, HttpStatusCode status)
    {
        await using var server = await TestServer.StartAsync(settings => settings with { CounterPhoto = true });
        using var courier = await server.ClientAsync("courier");
        Assert.Equal(status, await PutAsync(courier, Guid.NewGuid(), new byte[length], type));
    }

    private static async Task<HttpStatusCode> PutAsync(HttpClient client, Guid id, byte[] picture, string type = "image/jpeg")
    {
        using var content = new ByteArrayContent(picture);
        content.Headers.ContentType = new MediaTypeHeaderValue(type);
        using var answer = await client.PutAsync($"/api/registrations/counter/{id}/photo", content, Ct);
        return answer.StatusCode;
    }

    private static async Task<Guid> RegisterAsync(HttpClient courier, string number)
    {
        var id = Guid.NewGuid();
        (await courier.SendAsync("/api/registrations/counter", new JsonObject
        {
            ["clientId"] = id.ToString(),
            ["depot"] = SampleWaybills.Depot,
            ["device"] = "test-device",
            ["idType"] = "passport",
            ["idNumber"] = number,
            ["name"] = "照演片",
            ["phone"] = "1390000" + number[^4..],
        })).Expect(HttpStatusCode.OK);
        return id;
    }
}
