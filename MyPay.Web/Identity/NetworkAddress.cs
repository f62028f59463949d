using System.Net;
using System.Net.Sockets;

namespace MyPay.Web.Identity;

/// <summary>The network address that limits count. Behind a proxy it is what the trusted proxy says.</summary>
internal static class NetworkAddress
{
    // What a household or a machine is given of IPv6: it may call from any address of it.
    private const int NetworkBytes = 8;

    /// <summary>Null where there is none to know.</summary>
    public static string? Of(HttpContext? context) => Of(context?.Connection.RemoteIpAddress);

    /// <summary>IPv4 as it is; of IPv6 the network of 64 bits.</summary>
    public static string? Of(IPAddress? address)
    {
        if (address is null)
            return null;
        if (address.IsIPv4MappedToIPv6)
            address = address.MapToIPv4();
        if (address.AddressFamily != AddressFamily.InterNetworkV6)
            return address.ToString();
        var bytes = address.GetAddressBytes();
        Array.Clear(bytes, NetworkBytes, bytes.Length - NetworkBytes);
        return $"{new IPAddress(bytes)}/64";
    }
}
