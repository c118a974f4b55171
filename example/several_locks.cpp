// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// Holds two locks at once. std::scoped_lock takes them without a deadlock, in whatever order others name them.

#include <boost/named_lock.hpp>

#include <iostream>
#include <mutex>
#include <thread>

using boost::named_locks::named_lock;

int main()
{
    int stock = 1000;
    int sold = 0;

    auto const sell = [&] {
        named_lock of_stock("example-several-stock"), of_sales("example-several-sales");
        for (int i = 0; i < 1000; ++i)
        {
            std::scoped_lock both(of_stock, of_sales);
            --stock, ++sold;
        }
    };
    auto const take_back = [&] {
        named_lock of_stock("example-several-stock"), of_sales("example-several-sales");
        for (int i = 0; i < 1000; ++i)
        {
            std::scoped_lock both(of_sales, of_stock); // the other way round
            --sold, ++stock;
        }
    };
    std::thread seller(sell);
    take_back();
    seller.join();

    std::cout << "In stock: " << stock << ", sold: " << sold << ".\n";
    return stock == 1000 && sold == 0 ? 0 : 1;
}
