#!/usr/bin/env dotnet
#:property PublishAot=false
#:property RestorePackagesWithLockFile=false
#:include ShopOrders.cs

// Writes shop-orders.csv beside this file, or to the path given: dotnet run samples/generate.cs [path]
using System.Runtime.CompilerServices;
using Analyst.Samples;

var path = args is [var given] ? given : Path.Combine(Here(), "shop-orders.csv");
var csv = ShopOrders.Csv();
await File.WriteAllBytesAsync(path, csv);
Console.WriteLine($"{path}: {csv.Length} bytes");

static string Here([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
