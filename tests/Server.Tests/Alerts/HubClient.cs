using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Threading.Channels;

namespace LogisticsScreening.Server.Tests.Alerts;

/// <summary>A screen as the hub sees it: the JSON protocol over a raw WebSocket, since the .NET client is not among this project's packages.</summary>
internal sealed class HubClient : IAsyncDisposable
{
    private const char End = '\u001e';
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly ClientWebSocket socket = new();
    private readonly Channel<(string Method, JsonElement Alert)> messages = Channel.CreateUnbounded<(string, JsonElement)>();
    private readonly HashSet<Guid> told = [];
    private readonly TaskCompletionSource shaken = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task? reading;

    public static async Task<HubClient> ConnectAsync(Uri server, string token, CancellationToken ct)
    {
        var client = new HubClient();
        client.socket.Options.SetRequestHeader("Authorization", $"Bearer {token}");
        await client.socket.ConnectAsync(new UriBuilder(server) { Scheme = "ws", Path = "/hubs/alerts" }.Uri, ct);
        client.reading = client.ReadAsync();
        await client.socket.SendAsync(Encoding.UTF8.GetBytes("""{"protocol":"json","version":1}""" + End), WebSocketMessageType.Text, endOfMessage: true, ct);
        await client.shaken.Task.WaitAsync(Patience, ct);
        return client;
    }

    /// <summary>The next alert the server called <paramref name="method"/> with; calls of the other method before it are passed over.</summary>
    public async Task<JsonElement> NextAsync(string method, CancellationToken ct)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(Patience);
        while (true)
        {
            var message = await messages.Reader.ReadAsync(patience.Token);
            if (message.Method == method)
                return message.Alert;
        }
    }

    /// <summary>Ids of the alerts first told now, up to <paramref name="last"/>; a new connection may be told again what it knows.</summary>
    public async Task<IReadOnlyList<Guid>> RaisedUntilAsync(Guid last, CancellationToken ct)
    {
        var news = new List<Guid>();
        while (!news.Contains(last))
        {
            var id = (await NextAsync("AlertRaised", ct)).GetProperty("id").GetGuid();
            if (told.Add(id))
                news.Add(id);
        }

        return news;
    }

    /// <summary>Ends when the server closes or cuts the connection.</summary>
    public Task ClosedAsync(CancellationToken ct) => reading!.WaitAsync(Patience, ct);

    /// <summary>The connection is lost: no goodbye.</summary>
    public ValueTask DisposeAsync()
    {
        socket.Abort();
        socket.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task ReadAsync()
    {
        var pending = new StringBuilder();
        var buffer = new byte[16 * 1024];
        try
        {
            while (true)
            {
                var part = await socket.ReceiveAsync(buffer, CancellationToken.None);
                if (part.MessageType == WebSocketMessageType.Close)
                    return;
                pending.Append(Encoding.UTF8.GetString(buffer, 0, part.Count));
                var records = pending.ToString().Split(End);
                pending.Clear().Append(records[^1]);
                foreach (var record in records[..^1])
                    Take(JsonDocument.Parse(record).RootElement);
            }
        }
        catch (Exception error) when (error is WebSocketException or ObjectDisposedException or OperationCanceledException)
        {
            // Cut, by either side.
        }
    }

    private void Take(JsonElement message)
    {
        const int Invocation = 1;
        if (!message.TryGetProperty("type", out var type))
            shaken.TrySetResult();
        else if (type.GetInt32() == Invocation)
            messages.Writer.TryWrite((message.GetProperty("target").GetString()!, message.GetProperty("arguments")[0]));
    }
}
