using System.Net;
using System.Net.Sockets;

namespace Analyst.Api.Tests.Servers;

/// <summary>Ports that nobody on this machine listens on.</summary>
public static class FreePort
{
    /// <summary>A port of 127.0.0.1 that was free a moment ago.</summary>
    public static int Next()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
