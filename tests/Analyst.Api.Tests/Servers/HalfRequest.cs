using System.Net.Sockets;
using System.Text;

namespace Analyst.Api.Tests.Servers;

/// <summary>A request over a bare socket that sends as much as a test wants and then hangs or breaks off.</summary>
public sealed class HalfRequest : IDisposable
{
    private readonly TcpClient tcp = new();
    private readonly string head;
    private NetworkStream? wire;

    public HalfRequest(Uri address, string line, string user, long length, params (string Name, string? Value)[] headers)
    {
        tcp.Connect(address.Host, address.Port);
        var more = string.Concat(headers.Where(h => h.Value is not null).Select(h => $"{h.Name}: {h.Value}\r\n"));
        head = $"{line} HTTP/1.1\r\nHost: x\r\nX-User: {user}\r\nTus-Resumable: 1.0.0\r\nContent-Length: {length}\r\n{more}\r\n";
    }

    /// <summary>Sends the head first, then these bytes.</summary>
    public async Task Send(byte[] bytes)
    {
        if (wire is null)
        {
            wire = tcp.GetStream();
            await wire.WriteAsync(Encoding.ASCII.GetBytes(head));
        }
        await wire.WriteAsync(bytes);
    }

    /// <summary>The first line of the answer.</summary>
    public async Task<string?> Answer() => await new StreamReader(wire!, leaveOpen: true).ReadLineAsync();

    /// <summary>Breaks the connection when there was no answer.</summary>
    public void Dispose()
    {
        wire?.Dispose();
        tcp.Dispose();
    }
}
