using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace LogisticsScreening.Server.Benchmarks;

/// <summary>A supervisor's screen: the hub's JSON protocol over a raw WebSocket, since the .NET client is not among this project's packages.</summary>
internal sealed class Screen : IAsyncDisposable
{
    private const byte End = 0x1e;

    /// <summary>The server cuts a client that says nothing for 30 s.</summary>
    private static readonly TimeSpan PingEvery = TimeSpan.FromSeconds(10);
    private static readonly byte[] Handshake = Encoding.UTF8.GetBytes("""{"protocol":"json","version":1}""" + (char)End);
    private static readonly byte[] Ping = Encoding.UTF8.GetBytes("""{"type":6}""" + (char)End);

    private readonly ClientWebSocket socket = new();
    private readonly CancellationTokenSource closing = new();
    private readonly TaskCompletionSource greeted = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task work = Task.CompletedTask;

    /// <summary>When each waybill's alert came, once; a new connection may be told again.</summary>
    public ConcurrentDictionary<string, long> Shown { get; } = [];

    public static async Task<Screen> ConnectAsync(Uri server, string token)
    {
        var screen = new Screen();
        screen.socket.Options.SetRequestHeader("Authorization", $"Bearer {token}");
        await screen.socket.ConnectAsync(new UriBuilder(server) { Scheme = "ws", Path = "/hubs/alerts" }.Uri, CancellationToken.None);
        await screen.socket.SendAsync(Handshake, WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
        screen.work = Task.WhenAll(screen.ReadAsync(), screen.PingAsync());
        await screen.greeted.Task;
        return screen;
    }

    public async ValueTask DisposeAsync()
    {
        await closing.CancelAsync();
        socket.Abort();
        await work;
        socket.Dispose();
        closing.Dispose();
    }

    private async Task ReadAsync()
    {
        var pending = new ArraySegment<byte>(new byte[64 * 1024], 0, 0);
        try
        {
            while (await socket.ReceiveAsync(pending.Array.AsMemory(pending.Count), closing.Token) is { MessageType: WebSocketMessageType.Text } part)
            {
                var text = pending.Array.AsMemory(0, pending.Count + part.Count);
                for (var end = text.Span.IndexOf(End); end >= 0; end = text.Span.IndexOf(End))
                {
                    Take(text[..end]);
                    text = text[(end + 1)..];
                }

                text.CopyTo(pending.Array);
                pending = new(pending.Array!, 0, text.Length);
            }
        }
        catch (Exception cut) when (closing.IsCancellationRequested && cut is OperationCanceledException or WebSocketException or ObjectDisposedException)
        {
        }
    }

    private async Task PingAsync()
    {
        using var timer = new PeriodicTimer(PingEvery);
        try
        {
            while (await timer.WaitForNextTickAsync(closing.Token))
                await socket.SendAsync(Ping, WebSocketMessageType.Text, endOfMessage: true, closing.Token);
        }
        catch (Exception cut) when (closing.IsCancellationRequested && cut is OperationCanceledException or WebSocketException or ObjectDisposedException)
        {
        }
    }

    private void Take(ReadOnlyMemory<byte> record)
    {
        var arrived = TimeProvider.System.GetTimestamp();
        using var message = JsonDocument.Parse(record);
        if (!message.RootElement.TryGetProperty("type", out _))
            greeted.TrySetResult();
        else if (message.RootElement.TryGetProperty("target", out var target) && target.ValueEquals("AlertRaised"))
            Shown.TryAdd(message.RootElement.GetProperty("arguments")[0].GetProperty("waybillNumber").GetString()!, arrived);
    }
}
