namespace MyPay.Web.Host;

/// <summary>A folder that letters or text messages are put into, a file each, for whoever picks them up.</summary>
internal static class PickupFolder
{
    /// <summary>
    /// Writes a file under another name and gives it its own when it is whole: whoever watches the folder never sees
    /// half of one. A file of that name is replaced.
    /// </summary>
    public static async Task PutAsync(string folder, string name, Func<string, Task> writeAsync)
    {
        Directory.CreateDirectory(folder);
        var file = Path.Combine(folder, name);
        await writeAsync(file + ".new");
        File.Move(file + ".new", file, overwrite: true);
    }
}
